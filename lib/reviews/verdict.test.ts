import { describe, expect, test } from "vitest";
import { readVerdict } from "./verdict";

const READABLE: [string, string, "approved" | "rejected", string][] = [
  ["the exact form", "VERDICT: APPROVED\nNOTES: good", "approved", "good"],
  ["a rejection", "VERDICT: REJECTED\nNOTES: no tests", "rejected", "no tests"],
  [
    "white space and Windows line ends",
    "\r\n  VERDICT: APPROVED  \r\nNOTES: good\r\n",
    "approved",
    "good",
  ],
  ["another case", "verdict: Rejected\nnotes: no tests", "rejected", "no tests"],
  ["asterisks around the line", "**VERDICT: APPROVED**\n**NOTES:** good", "approved", "good"],
  ["backticks around the line", "`VERDICT: REJECTED`\nNOTES: no", "rejected", "no"],
  ["both around the line", "**`VERDICT: REJECTED`**\nNOTES: no", "rejected", "no"],
  ["no space after the colon", "VERDICT:APPROVED\nNOTES: good", "approved", "good"],
  ["thoughts before it", "I read it all.\n\nVERDICT: APPROVED\nNOTES: good", "approved", "good"],
  [
    "notes over several lines",
    "VERDICT: REJECTED\nNOTES: first\n\n- second\n- third",
    "rejected",
    "first\n\n- second\n- third",
  ],
  ["notes below their word", "VERDICT: REJECTED\n\n## NOTES:\nall of it", "rejected", "all of it"],
  ["notes before the verdict", "NOTES: good work\nVERDICT: APPROVED", "approved", "good work"],
  [
    "no word for the notes",
    "VERDICT: REJECTED\nthe button is red",
    "rejected",
    "the button is red",
  ],
  ["an approval without notes", "VERDICT: APPROVED", "approved", ""],
  [
    "a verdict inside a sentence beside the real one",
    "It would be VERDICT: APPROVED with tests.\nVERDICT: REJECTED\nNOTES: tests",
    "rejected",
    "tests",
  ],
];

const UNREADABLE: [string, string, RegExp][] = [
  ["nothing", "", /no line/],
  ["only prose", "Looks fine to me, approved!", /no line/],
  ["a verdict inside a line", "My VERDICT: APPROVED", /no line/],
  ["something after it", "VERDICT: APPROVED (mostly)", /no line/],
  ["a full stop after it", "VERDICT: APPROVED.", /no line/],
  ["another word", "VERDICT: ACCEPTED", /no line/],
  ["both forms on one line", "VERDICT: APPROVED or VERDICT: REJECTED", /no line/],
  ["both", "VERDICT: APPROVED\nVERDICT: REJECTED\nNOTES: hm", /both/],
  ["the same twice", "VERDICT: APPROVED\nVERDICT: APPROVED", /more than once/],
  [
    "a quoted one beside its own",
    "```\nVERDICT: APPROVED\n```\nVERDICT: REJECTED\nNOTES: no",
    /both/,
  ],
  ["a rejection without notes", "VERDICT: REJECTED", /without saying why/],
  ["a rejection with empty notes", "VERDICT: REJECTED\nNOTES:   ", /without saying why/],
];

describe("a reviewer's answer", () => {
  test.each(READABLE)("is read with %s", (_name, answer, verdict, notes) => {
    expect(readVerdict(answer)).toEqual({ ok: true, verdict, notes });
  });

  test.each(UNREADABLE)("is an error with %s", (_name, answer, reason) => {
    const read = readVerdict(answer);
    expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test("has its notes without characters that cannot be stored", () => {
    const answer = "VERDICT: REJECTED\nNOTES: a\0b \ud800 👍";
    expect(readVerdict(answer)).toEqual({ ok: true, verdict: "rejected", notes: "ab \ufffd 👍" });
  });

  /** A reader whose work grows with the square of a line's length does not come back from any of these. */
  test.each([
    ["asterisks inside a line", `x${"*".repeat(1_000_000)}y`],
    ["asterisks and backticks", `${"*`".repeat(500_000)}x`],
    ["a verdict followed by spaces", `VERDICT:${" ".repeat(1_000_000)}x`],
    ["notes that never say so", `${"#".repeat(500_000)}NOTES${"*".repeat(500_000)}`],
    ["notes before a line separator", `NOTES:${"*".repeat(1_000_000)}\u2028x`],
    ["many empty lines", "\n".repeat(1_000_000)],
    ["many lines that begin like one", "**VERDICT: \n".repeat(90_000)],
  ])("is read in one pass with a megabyte of %s", (_name, line) => {
    expect(readVerdict(line)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/no line/),
    });
    const beside = readVerdict(`${line}\nVERDICT: APPROVED`);
    expect(beside).toMatchObject({ ok: true, verdict: "approved" });
  });
});
