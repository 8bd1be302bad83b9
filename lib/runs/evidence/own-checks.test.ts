import { expect, it } from "vitest";
import { ownCheck } from "./own-checks";
import { Checks } from "./schema";

it.each([
  ["npm test", null],
  ["batonette", null],
  ["baton changed", { kind: "changed", patterns: [] }],
  ["baton changed src/** 'a b/*'", { kind: "changed", patterns: ["src/**", "a b/*"] }],
  ['baton unchanged "prisma/**"', { kind: "unchanged", patterns: ["prisma/**"] }],
  ["baton exists docs/a.md lib", { kind: "exists", paths: ["docs/a.md", "lib"] }],
  ["baton", { rule: "must go on with changed, unchanged, exists after baton" }],
  ["baton unchange x", { rule: "must go on with changed, unchanged, exists after baton" }],
  ["baton unchanged", { rule: "must name a pattern after baton unchanged" }],
  ["baton exists ../secret", { rule: "names ../secret, which is outside the repository" }],
  ["baton exists /etc/passwd", { rule: "names /etc/passwd, which is outside the repository" }],
  ["baton exists 'a", { rule: "has a quote that is not closed" }],
])("%s", (command, meant) => {
  expect(ownCheck(command)).toEqual(meant);
});

it("a check that begins with baton has to say what is known", () => {
  const found = Checks.safeParse([{ name: "mine", command: "baton changd" }]);
  expect(found.error?.issues).toMatchObject([
    { path: [0, "command"], message: "must go on with changed, unchanged, exists after baton" },
  ]);
});
