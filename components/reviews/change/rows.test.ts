import { describe, expect, it } from "vitest";
import { changedFiles } from "@/components/diff/changes/changed-files";
import { parsePatch } from "@/components/diff/patch";
import { type Layout, numberAt, type Row, rowsOf, type Talk } from "./rows";

const DIFF = `diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -1,4 +1,5 @@
 one
-let total = 2;
-gone
+let total = 3;
+fresh
+more
 last
diff --git a/b.ts b/b.ts
new file mode 100644
--- /dev/null
+++ b/b.ts
@@ -0,0 +1,1 @@
+hello
`;
const files = changedFiles([], parsePatch(DIFF), false);
const rows = (layout: Layout, talks: Talk[] = [], folded: string[] = []) =>
  rowsOf({ files, layout, talks, isFolded: ({ path }) => folded.includes(path) });
const words = (row: Row) => {
  if (row.kind !== "code") return row.kind;
  const part = (side: "before" | "after") =>
    `${numberAt(row, side) ?? "-"}:${row[side]?.text ?? ""}`;
  return `${part("before")} | ${part("after")}`;
};
const talkAt = (side: "before" | "after", end: number, path = "a.ts"): Talk => ({
  id: `${path}:${side}${end}`,
  range: { path, side, start: end, end },
});

describe("rowsOf", () => {
  it("has one row for each line when unified, removed ones first", () => {
    expect(rows("unified").map(words)).toEqual([
      "file",
      "hunk",
      "1:one | 1:one",
      "2:let total = 2; | -:",
      "3:gone | -:",
      "-: | 2:let total = 3;",
      "-: | 3:fresh",
      "-: | 4:more",
      "4:last | 5:last",
      "file",
      "hunk",
      "-: | 1:hello",
    ]);
  });

  it("sets both versions side by side when split", () => {
    expect(rows("split").slice(2, 7).map(words)).toEqual([
      "1:one | 1:one",
      "2:let total = 2; | 2:let total = 3;",
      "3:gone | 3:fresh",
      "-: | 4:more",
      "4:last | 5:last",
    ]);
  });

  it("shows a file that has one version in one column", () => {
    const split = rows("split").flatMap((row) =>
      row.kind === "code" ? [[row.file, row.isSplit]] : [],
    );
    expect(split.filter(([file]) => file === 0).every(([, isSplit]) => isSplit)).toBe(true);
    expect(split.filter(([file]) => file === 1)).toEqual([[1, false]]);
  });

  it("compares the words of the same two lines in both layouts", () => {
    const pairs = (layout: Layout) =>
      rows(layout).flatMap((row) =>
        row.kind === "code" && row.pair ? [row.pair.after?.text] : [],
      );
    expect(new Set(pairs("unified"))).toEqual(new Set(pairs("split")));
  });

  it("has only the head of a folded file", () => {
    expect(rows("unified", [], ["a.ts"]).map(words)).toEqual([
      "file",
      "file",
      "hunk",
      "-: | 1:hello",
    ]);
  });

  it("puts comments below the last line they speak of, in the version they speak of", () => {
    const placed = rows("unified", [talkAt("after", 3), talkAt("before", 3)]);
    const at = (id: string) => placed.findIndex((row) => row.kind === "talk" && row.talk === id);
    expect(words(placed[at("a.ts:before3") - 1] as Row)).toBe("3:gone | -:");
    expect(words(placed[at("a.ts:after3") - 1] as Row)).toBe("-: | 3:fresh");
  });

  it("keeps a comment whose line is not shown below the head of its file, and one of another file on top", () => {
    const placed = rows("split", [talkAt("after", 99), talkAt("after", 1, "gone.ts")]);
    expect(placed[0]).toMatchObject({ kind: "talk", file: -1, isAway: true });
    expect(placed.slice(1, 3)).toMatchObject([{ kind: "file" }, { kind: "talk", isAway: true }]);
  });

  it("gives every row a key of its own, whatever the layout", () => {
    for (const layout of ["unified", "split"] as const) {
      const keys = rows(layout, [talkAt("after", 3)]).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
