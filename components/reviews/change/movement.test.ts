import { describe, expect, it } from "vitest";
import { changedFiles } from "@/components/diff/changes/changed-files";
import { parsePatch } from "@/components/diff/patch";
import {
  extended,
  extendedBy,
  isWithin,
  moves,
  nextUnviewed,
  rangeOf,
  rowAgain,
  selectionAt,
} from "./movement";
import { type CodeRow, type Layout, type Row, rowsOf, type Talk } from "./rows";

const file = (name: string) => `diff --git a/${name} b/${name}
--- a/${name}
+++ b/${name}
@@ -1,7 +1,7 @@
 one
-two
+TWO
 three
 four
 five
-six
+SIX
 seven
`;
const files = changedFiles([], parsePatch(["a.ts", "b.ts", "c.ts"].map(file).join("")), false);
const rows = (layout: Layout = "unified", folded: string[] = [], talks: Talk[] = []) =>
  rowsOf({ files, layout, talks, isFolded: ({ path }) => folded.includes(path) });
const textAt = (all: readonly Row[], at: number | null) => {
  const row = at === null ? undefined : all[at];
  if (row?.kind === "code") return (row.after ?? row.before)?.text;
  return row && `${row.kind} ${row.file}`;
};
const codeAt = (all: readonly Row[], text: string, of = 0) =>
  all.findIndex(
    (row) => row.kind === "code" && row.file === of && (row.after ?? row.before)?.text === text,
  );

describe("moves", () => {
  it("goes from one block of changed lines to the next, over files", () => {
    const all = rows();
    const seen: (string | undefined)[] = [];
    for (let at = moves.change(all, -1, 1); at !== null; at = moves.change(all, at, 1)) {
      seen.push(textAt(all, at));
    }
    expect(seen).toEqual(["two", "six", "two", "six", "two", "six"]);
    expect(textAt(all, moves.change(all, codeAt(all, "six", 1), -1))).toBe("two");
  });

  it("stops at a folded file, because it hides changes", () => {
    const all = rows("unified", ["b.ts"]);
    expect(textAt(all, moves.change(all, codeAt(all, "six"), 1))).toBe("file 1");
  });

  it("passes over a comment inside of a block", () => {
    const talk: Talk = { id: "t", range: { path: "a.ts", side: "before", start: 2, end: 2 } };
    const all = rows("unified", [], [talk]);
    expect(textAt(all, moves.change(all, codeAt(all, "two"), 1))).toBe("six");
    expect(textAt(all, moves.comment(all, -1, 1))).toBe("talk 0");
  });

  it("goes from file to file, and back to the head of the one that is read", () => {
    const all = rows();
    expect(textAt(all, moves.file(all, codeAt(all, "six"), 1))).toBe("file 1");
    expect(textAt(all, moves.file(all, codeAt(all, "six"), -1))).toBe("file 0");
    expect(moves.file(all, all.length - 1, 1)).toBeNull();
  });

  it("leaves out the heads of hunks when going line by line", () => {
    const all = rows();
    expect(textAt(all, moves.line(all, 0, 1))).toBe("one");
  });
});

describe("nextUnviewed", () => {
  it("is the next file that was not viewed, else the first such one", () => {
    const all = rows();
    expect(
      textAt(
        all,
        nextUnviewed(all, 0, (of) => of === 1),
      ),
    ).toBe("file 2");
    expect(
      textAt(
        all,
        nextUnviewed(all, 2, () => false),
      ),
    ).toBe("file 0");
    expect(nextUnviewed(all, 0, () => true)).toBeNull();
  });
});

describe("a choice of lines", () => {
  const all = rows();
  const row = (text: string) => all[codeAt(all, text)] as CodeRow;

  it("is drawn out over lines of its version, over removed lines between them", () => {
    const one = selectionAt(row("one"));
    if (!one) throw new Error("There is a line");
    const two = extendedBy(all, one, 1);
    expect(rangeOf(two, "a.ts")).toEqual({ path: "a.ts", side: "after", start: 1, end: 2 });
    expect(rangeOf(extendedBy(all, extendedBy(all, two, -1), -1), "a.ts")).toMatchObject({
      start: 1,
      end: 1,
    });
    expect(isWithin(row("TWO"), 0, rangeOf(two, "a.ts"))).toBe(true);
    expect(isWithin(row("two"), 0, rangeOf(two, "a.ts"))).toBe(false);
  });

  it("does not leave its file or its version", () => {
    const old = selectionAt(row("two"));
    if (!old) throw new Error("There is a line");
    expect(old.side).toBe("before");
    expect(extended(old, row("TWO"))).toBe(old);
    expect(extended(old, all[codeAt(all, "one", 1)])).toBe(old);
    expect(extended(old, row("four"))).toMatchObject({ side: "before", anchor: 2, head: 4 });
  });
});

describe("rowAgain", () => {
  it("finds the same line in the other layout, and the file when its lines are folded", () => {
    const [unified, split] = [rows(), rows("split")];
    const there = unified[codeAt(unified, "TWO")];
    expect(textAt(split, rowAgain(there, split))).toBe("TWO");
    expect(textAt(rows("unified", ["a.ts"]), rowAgain(there, rows("unified", ["a.ts"])))).toBe(
      "file 0",
    );
    expect(rowAgain(undefined, split)).toBe(-1);
  });
});
