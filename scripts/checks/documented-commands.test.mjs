import { expect, test } from "vitest";
import { documentedCommands } from "./documented-commands.mjs";

const check = (/** @type {string} */ text) =>
  documentedCommands(new Map([["docs/x.md", text]]), () => true);
const sh = (/** @type {string} */ text) => check(`Text\n\n\`\`\`sh\n${text}\n\`\`\`\n`);

test("takes the commands that tests run", () => {
  expect(
    sh(
      'export MC_URL=http://127.0.0.1:3000   # where it is\ncurl "$MC_URL/api/tasks" \\\n  -d \'{"a": 1}\'',
    ),
  ).toEqual({ commands: 2, problems: [] });
});

test("reads a body of several lines as one command", () => {
  expect(sh('curl "$MC_URL/x" -d \'{\n  "a": 1\n}\'')).toEqual({ commands: 1, problems: [] });
});

test("names a command that no test runs", () => {
  expect(sh("docker compose up").problems).toEqual(['docs/x.md: no test runs "docker compose up"']);
});

test("names shell that does not parse, and bodies and examples that are no JSON", () => {
  expect(sh('curl "$MC_URL/api').problems[0]).toContain("the shell does not parse this");
  expect(sh('curl "$MC_URL/x" -d \'{"a": 1,}\'').problems[0]).toContain("the body is no JSON");
  expect(check("```json\n{a: 1}\n```\n").problems).toEqual(["docs/x.md: not JSON: {a: 1}"]);
});

test("names a test that is gone", () => {
  const gone = documentedCommands(new Map([["x.md", "```sh\nnpm start\n```\n"]]), () => false);
  expect(gone.problems[0]).toContain("is gone");
});
