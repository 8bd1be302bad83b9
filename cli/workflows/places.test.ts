import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkDefinition } from "@/lib/workflows/definition/check";
import { parseSource } from "@/lib/workflows/definition/parse";
import type { Definition } from "@/lib/workflows/definition/schema";
import { inProject } from "@/scripts/project.mjs";
import { placeText, problemsIn } from "./places";

const plain = (text: string) => text;

it("shows a problem where it is, with the line and a caret below it", () => {
  const source = "stages:\n  - {name: test, from: plann}\n";
  const problem = {
    message: "there is no stage plann",
    line: 2,
    column: 24,
    end_line: 2,
    end_column: 29,
    fix: "write plan",
  };
  expect(placeText(problem, "feature.yaml", source, plain)).toBe(
    [
      "feature.yaml:2:24: there is no stage plann",
      "  2 |   - {name: test, from: plann}",
      "    |                        ^^^^^",
      "  write plan",
    ].join("\n"),
  );
});

it("keeps the caret below its place after tabs and in long lines, and obeys nothing in the source", () => {
  const source = `\t${"x".repeat(200)}\u001b[31mhere`;
  const [, line, caret] = placeText(
    { message: "no", line: 1, column: source.indexOf("here") + 1 },
    "a.yaml",
    source,
    plain,
  ).split("\n");
  expect(line).not.toContain("\u001b");
  expect(line?.slice(caret?.indexOf("^"))).toBe("here");
});

it("names the file alone where a problem has no place, and survives places that are not there", () => {
  expect(placeText({ message: "is empty" }, "a.yaml", "", plain)).toBe("a.yaml: is empty");
  expect(placeText({ message: "no", line: 9, column: 3 }, "a.yaml", "x", plain)).toBe(
    "a.yaml:9:3: no",
  );
  const [, , caret] = placeText(
    { message: "no", line: 1, column: 99 },
    "a.yaml",
    "xyz",
    plain,
  ).split("\n");
  expect(caret).toBe("    |    ^");
});

it("reads problems as Baton writes them, with a rule or a message, and nothing else", () => {
  expect(
    problemsIn([{ field: "source", rule: "is empty", line: 1 }, { message: "no" }, null, 3, {}]),
  ).toEqual([{ field: "source", message: "is empty", line: 1 }, { message: "no" }]);
  expect(problemsIn("no")).toEqual([]);
});

it("shows a mistake where it is, as the guide does", () => {
  const source = readFileSync(inProject("docs/patterns/feature.yaml"), "utf8").replace(
    "from: implement,",
    "from: implemnt,",
  );
  const { definition, positions } = parseSource(source, "yaml");
  const { problems } = checkDefinition(definition as Definition, positions);
  const [first] = problems.map((problem) =>
    placeText(problem as never, "feature.yaml", source, (text) => text),
  );
  expect(readFileSync(inProject("docs/patterns/workflows.md"), "utf8")).toContain(
    `\`\`\`text\n${first}\n\`\`\`\n`,
  );
});
