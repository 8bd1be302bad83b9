import { describe, expect, it } from "vitest";
import { Checks } from "@/lib/runs/evidence/schema";
import { checksOf, draftsOf, emptyCheck, freeKey, moved, problemsIn } from "./checks-draft";

const CHECKS = [
  { name: "test", command: "npm test" },
  { name: "types", command: "npx tsc", paths: ["**/*.ts", "package.json"], exit_code: 2 },
];

describe("checks while they are edited", () => {
  it("are what they were when nothing was typed", () => {
    expect(checksOf(draftsOf(CHECKS))).toEqual(CHECKS);
  });

  it("take one pattern a line, and leave out what was not filled in", () => {
    const [draft] = draftsOf(CHECKS);
    const typed = { ...emptyCheck(7), ...draft, paths: " src/** \n\n test/**", exit_code: " 3 " };
    expect(checksOf([typed])).toEqual([
      { name: "test", command: "npm test", paths: ["src/**", "test/**"], exit_code: 3 },
    ]);
  });

  it("keep what the server refuses, for the server to say why", () => {
    const typed = { ...emptyCheck(0), name: "a", command: "b", exit_code: "x" };
    expect(Checks.safeParse(checksOf([typed])).success).toBe(false);
    expect(Checks.safeParse(checksOf([emptyCheck(0)])).success).toBe(false);
  });

  it("are moved with all that was typed in them", () => {
    const drafts = draftsOf(CHECKS);
    expect(moved(drafts, 0, 1).map(({ name }) => name)).toEqual(["types", "test"]);
    expect(moved(drafts, 1, -1).map(({ key }) => key)).toEqual([1, 0]);
    expect(moved(drafts, 1, 1)).toEqual(drafts);
    expect(freeKey(moved(drafts, 0, 1))).toBe(2);
    expect(freeKey([])).toBe(0);
  });
});

it("finds what is wrong with a check by the words of the refusal", () => {
  const { of, whole } = problemsIn({
    "checks.1.command": "Must not be empty",
    "checks.0.paths.2": "Must be one line",
    checks: "Must name each check once",
  });
  expect(of(1, "command")).toBe("Must not be empty");
  expect(of(0, "paths")).toBe("Must be one line");
  expect(of(1, "name")).toBeUndefined();
  expect(whole).toBe("Must name each check once");
});
