import { expect, it } from "vitest";
import { agentsFor } from "./complete";
import { needsNewerNode, runsTypeScript } from "./script";
import { awaited } from "./shell";
import { shownText } from "./show";

const plain = (text: string) => text;

it("waits for expressions, and evaluates everything else as it stands", () => {
  expect(awaited('ask("impl", "x");\n')).toBe(
    'await __mcShown(async () => (ask("impl", "x")\n))\n',
  );
  expect(awaited('await ask("impl", "x")')).toContain('=> (await ask("impl", "x")');
  expect(awaited('const a = ask("impl", "x")\n')).toBe('const a = ask("impl", "x")\n');
  expect(awaited('fan("x", [\n')).toBe('fan("x", [\n');
  expect(awaited("\n")).toBe("\n");
  // What would break out of the call is no expression.
  expect(awaited("1) + (2")).toBe("1) + (2");
});

it("completes agents where a verb takes one", () => {
  const agents = ["impl", "iris", "reviewer"];
  expect(agentsFor('ask("i', agents)).toEqual([["impl", "iris"], "i"]);
  expect(agentsFor('await ask("impl", "…").then(pipe("rev', agents)).toEqual([["reviewer"], "rev"]);
  expect(agentsFor("fan('What?', ['impl', '", agents)).toEqual([agents, ""]);
  expect(agentsFor("tasks.cre", agents)).toBeNull();
  expect(agentsFor('ask("impl", "i', agents)).toBeNull();
});

it("shows an answer as its text, lists as tables, and obeys nothing that an agent wrote", () => {
  const run = { id: 12 };
  expect(shownText({ agent: "impl", run, text: "Done\u001b[2J", cost: 0.25 }, plain, 80)).toBe(
    "Done [2J\nimpl · run 12 · $0.25",
  );
  expect(shownText(["impl", "reviewer"], plain, 80)).toBe("impl\nreviewer");
  const item = {
    id: "auth",
    status: "ready",
    type: "code",
    claimed_by: null,
    depends_on: [],
    title: "Auth",
  };
  expect(shownText([item], plain, 80)).toBe(
    "id    status  type  agent  after  title\nauth  ready   code                Auth",
  );
  expect(shownText({ a: 1 }, plain, 80)).toBe("{ a: 1 }");
  expect(shownText(undefined, plain, 80)).toBe("");
});

it("knows which Node runs TypeScript by itself", () => {
  expect(["18.20.0", "22.17.9", "23.5.0"].map((version) => runsTypeScript(version))).toEqual([
    false,
    false,
    false,
  ]);
  expect(["22.18.0", "23.6.0", "24.21.0"].every((version) => runsTypeScript(version))).toBe(true);
  expect(needsNewerNode("team.mjs")).toBe(false);
});
