import { describe, expect, it } from "vitest";
import { resultParts } from "./result-parts";

const PATCH = "--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,3 @@\n Run\n-```sh\n+```bash\n npm start\n";
const kinds = (text: string) => resultParts(text).map(({ kind }) => kind);

describe("resultParts", () => {
  it("takes a patch for a patch, also one that changes code fences", () => {
    expect(resultParts(PATCH)).toMatchObject([{ kind: "patch", patch: { files: 1, unread: 0 } }]);
  });

  it("leaves prose as it is, with its rules, lists and fenced code", () => {
    const prose = "Done.\n\n---\n\n- one\n\n```sh\nnpm test\n```\n\nThat is all.\n";
    expect(resultParts(prose)).toEqual([{ kind: "prose", at: 0, text: prose }]);
  });

  it("takes fenced patches out of prose, also when the fence does not name a language", () => {
    const text = `Two changes.\n\n\`\`\`diff\n${PATCH}\`\`\`\n\nAnd\n\n\`\`\`\n${PATCH}\`\`\`\nDone.`;
    expect(kinds(text)).toEqual(["prose", "patch", "prose", "patch", "prose"]);
  });

  it("reads an unfenced patch beside fenced code", () => {
    expect(kinds(`\`\`\`sh\nnpm test\n\`\`\`\n${PATCH}`)).toEqual(["prose", "patch"]);
  });

  it("leaves a fence of another language alone, whatever is in it", () => {
    expect(kinds(`\`\`\`console\n$ git diff\n${PATCH}\`\`\``)).toEqual(["prose"]);
  });

  it("shows a snippet of changed lines without headers as code", () => {
    expect(kinds("```diff\n- old\n+ new\n```\n")).toEqual(["prose"]);
  });

  it("loses nothing of the text", () => {
    const text = `A\n\`\`\`diff\n- old\n\`\`\`\nB\n\`\`\`\nunclosed ${PATCH}`;
    const whole = resultParts(text)
      .map((part) => (part.kind === "prose" ? part.text : ""))
      .join("");
    expect(text.startsWith(whole)).toBe(true);
  });
});
