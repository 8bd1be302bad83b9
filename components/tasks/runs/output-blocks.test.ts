import fc from "fast-check";
import { expect, it } from "vitest";
import { lastLinesOf, NO_OUTPUT, type RunOutput, withChunks } from "./output-blocks";

/** The answer of GET /api/runs/{id}/chunks that carries these parts after `after`. */
const answer = (parts: readonly string[], after = 0, isOpen = true) => ({
  chunks: parts.map((data, at) => ({ seq: after + at + 1, kind: "text", data, created_at: 1 })),
  is_open: isOpen,
  next_after_seq: after + parts.length,
});

const textOf = ({ blocks }: RunOutput) => blocks.join("");

it("keeps every character, in order, however the parts are cut", () => {
  const part = fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.constantFrom("\n", "x".repeat(5_000), `${"y".repeat(70_000)}\n`),
  );
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 5 }), { maxLength: 8 }), (answers) => {
      let output = NO_OUTPUT;
      for (const parts of answers) output = withChunks(output, answer(parts, output.seq));
      expect(textOf(output)).toBe(answers.flat().join(""));
    }),
  );
});

it("never changes a block that is full, so that a long output costs no more than a short one", () => {
  let output = NO_OUTPUT;
  for (let at = 0; at < 2_000; at++) {
    const before = output.blocks.slice(0, -1);
    output = withChunks(output, answer([`line ${at}: ${"z".repeat(90)}\n`], output.seq));
    expect(output.blocks.slice(0, before.length)).toEqual(before);
    expect(output.blocks.at(-1)?.length).toBeLessThan(8_200);
  }
  expect(textOf(output).length).toBeGreaterThan(190_000);
  expect(output.blocks.length).toBeLessThan(60);
});

it("ends blocks with a line, so that nothing is torn on the screen", () => {
  const output = withChunks(NO_OUTPUT, answer([`${"word ".repeat(30)}\n`.repeat(200)]));
  expect(output.blocks.length).toBeGreaterThan(1);
  for (const block of output.blocks.slice(0, -1)) expect(block.endsWith("\n")).toBe(true);
});

it("adds nothing twice when a part is told again, and says when the run has ended", () => {
  const once = withChunks(NO_OUTPUT, answer(["a", "b"]));
  const again = withChunks(once, answer(["a", "b", "c"]));
  expect(textOf(again)).toBe("abc");
  const ended = withChunks(again, { chunks: [], is_open: false, next_after_seq: 3 });
  expect(ended).toMatchObject({ isOpen: false, seq: 3 });
  expect(ended.blocks).toBe(again.blocks);
});

it("gives the last lines without the empty ones at the end", () => {
  const output = withChunks(NO_OUTPUT, answer(["one\ntwo\n", "\nthree\n\n"]));
  expect(lastLinesOf(output, 2)).toEqual(["", "three"]);
  expect(lastLinesOf(output, 9)).toEqual(["one", "two", "", "three"]);
  expect(lastLinesOf(NO_OUTPUT, 9)).toEqual([]);
});
