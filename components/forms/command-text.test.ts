import { expect, test } from "vitest";
import { commandFrom, textOfCommand } from "./command-text";

test("one line is run by the shell, several are a script", () => {
  expect(commandFrom(" npm test ")).toEqual({ run: "npm test" });
  expect(commandFrom("cd web\nnpm test\n")).toEqual({ script: "cd web\nnpm test\n" });
  expect(commandFrom("  ")).toBeNull();
});

test("what the form does not show of a command stays", () => {
  const before = { run: "npm test", shell: "bash", env: { CI: "1" } };
  expect(commandFrom(textOfCommand(before), before)).toEqual(before);
  expect(commandFrom("a\nb", before)).toEqual({ script: "a\nb", shell: "bash", env: { CI: "1" } });
  expect(textOfCommand(null)).toBe("");
});
