import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldValue, jsonOf, textOf } from "./input";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mc-input-"));
  writeFileSync(path.join(folder, "a file.md"), "# Long\ntext");
  writeFileSync(path.join(folder, "body.json"), '{"title": "x"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a text of the command line", () => {
  it("is the content of a file after an @", () => {
    expect(textOf(`@${folder}/a file.md`, "--description")).toBe("# Long\ntext");
  });

  it("may begin with a mention", () => {
    expect(textOf("@iris please look", "--content")).toBe("@iris please look");
    expect(textOf("@@iris", "--content")).toBe("@iris");
  });

  it("says how to write an @ that no file is meant by", () => {
    expect(() => textOf("@iris", "--content")).toThrow("there is no file iris");
  });
});

it("reads JSON from the option or a file, and shows how to quote it", () => {
  expect(jsonOf('{"a": [1]}', "--body")).toEqual({ a: [1] });
  expect(jsonOf(`@${folder}/body.json`, "--body")).toEqual({ title: "x" });
  expect(() => jsonOf("{title: x}", "--body")).toThrow("--body is no JSON");
});

it.each([
  ["time", "2026-12-01T00:00:00Z", 1_796_083_200],
  ["time", "1796083200", 1_796_083_200],
  ["integer", "3", 3],
  ["words", "a, b,,c", ["a", "b", "c"]],
  ["boolean", true, true],
  ["string", "@iris", "@iris"],
  ["text", "@iris and more", "@iris and more"],
  ["text", false, null],
] as const)("takes a %s from %s", (type, given, value) => {
  expect(fieldValue({ type }, given, "--x")).toEqual(value);
});

it("names the option whose value is no number or no time", () => {
  expect(() => fieldValue({ type: "integer" }, "three", "--limit")).toThrow("--limit three");
  expect(() => fieldValue({ type: "time" }, "soon", "--due-date")).toThrow("--due-date soon");
});
