import { expect, test } from "vitest";
import { answerLinesIn } from "./answer-lines";
import { paragraphsOf } from "./paragraphs";
import { readPatch } from "./patch";
import { linesAt, placeOf } from "./place";
import { Anchor } from "./schema";
import { notesFrom } from "./words";

const DIFF = `diff --git a/src/a.ts b/src/a.ts
index 111..222 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,4 +1,5 @@
 one
-two
+2
+diff --git a/no b/no
 three
 four
@@ -20,2 +21,2 @@ function x()
-}
+};
 }
\\ No newline at end of file
diff --git a/old name.ts b/new name.ts
similarity index 90%
rename from old name.ts
rename to new name.ts
--- a/old name.ts\t
+++ b/new name.ts\t
@@ -5 +5 @@
-a\r
+b\r
diff --git "a/f\\303\\274.bin" "b/f\\303\\274.bin"
index 1..2
Binary files differ
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
`;

test("a diff is read by file, with the number of each line on both sides", () => {
  const files = readPatch(DIFF);
  expect(files.map(({ path, from }) => [path, from])).toEqual([
    ["src/a.ts", null],
    ["new name.ts", "old name.ts"],
    ["fü.bin", null],
    ["gone", null],
  ]);
  expect(files[0]?.lines).toEqual([
    { text: "one", before: 1, after: 1 },
    { text: "two", before: 2, after: null },
    { text: "2", before: null, after: 2 },
    { text: "diff --git a/no b/no", before: null, after: 3 },
    { text: "three", before: 3, after: 4 },
    { text: "four", before: 4, after: 5 },
    { text: "}", before: 20, after: null },
    { text: "};", before: null, after: 21 },
    { text: "}", before: 21, after: 22 },
  ]);
  expect(files[1]?.lines).toEqual([
    { text: "a", before: 5, after: null },
    { text: "b", before: null, after: 5 },
  ]);
  expect(files[2]?.lines).toEqual([]);
});

test("a diff that is no diff, or breaks off, is read as far as it goes", () => {
  expect(readPatch("")).toEqual([]);
  expect(readPatch("just words\n@@ -1 +1 @@\n+x")).toEqual([]);
  const [cut] = readPatch(DIFF.slice(0, DIFF.indexOf("three")));
  expect(cut?.lines.at(-1)).toMatchObject({ text: "", after: 4 });
});

const fileOf = (lines: string[], from = 1) => ({
  path: "a",
  from: null,
  header: [],
  lines: lines.map((text, at) => ({ text, before: null, after: from + at })),
});

test("lines are quoted only where the diff has all of them", () => {
  const [file] = readPatch(DIFF);
  if (!file) throw new Error("no file");
  expect(linesAt(file, "new", 2, 4)).toEqual({
    lines: ["2", "diff --git a/no b/no", "three"],
    above: ["one"],
    below: ["four"],
  });
  expect(linesAt(file, "old", 2, 2)?.lines).toEqual(["two"]);
  expect(linesAt(file, "new", 5, 21)).toBeNull();
  expect(linesAt(file, "new", 9, 9)).toBeNull();
});

test("lines are followed to where they are now, the likeliest place first, and are gone when they are gone", () => {
  const quoted = { lines: ["return sum;"], above: ["add(x);"], below: ["}"] };
  const moved = fileOf(["return sum;", "other", "add(x);", "return sum;", "}"], 40);
  expect(placeOf(moved, "new", quoted, 40)).toEqual({ start: 43 });
  const plain = { ...quoted, above: [], below: [] };
  expect(placeOf(moved, "new", plain, 41)).toEqual({ start: 40 });
  expect(placeOf(fileOf(["return total;"]), "new", quoted, 1)).toBeNull();
  const bracket = { lines: ["}"], above: ["a();"], below: [] };
  expect(placeOf(fileOf(["b();", "}"]), "new", bracket, 2)).toBeNull();
  expect(placeOf(fileOf(["a();", "}"], 7), "new", bracket, 2)).toEqual({ start: 8 });
});

test("a text has a paragraph for each part between blank lines, and a block of code is one", () => {
  expect(paragraphsOf("One\ntwo\n\n \n- three\r\n\r\n```ts\na\n\nb\n```\nfour")).toEqual([
    "One\ntwo",
    "- three",
    "```ts\na\n\nb\n```",
    "four",
  ]);
  expect(paragraphsOf("")).toEqual([]);
  expect(paragraphsOf("````\n```\n\nx")).toEqual(["````\n```\n\nx"]);
});

test("answers are read from lines of their own, the last for each comment", () => {
  const text = [
    "I did it. COMMENT 3 FIXED: not at the beginning",
    "COMMENT 7 FIXED: first",
    "- **COMMENT #8 WON'T FIX:** it is meant so",
    "comment 9 question: which one?",
    "COMMENT 7 FIXED: and then better",
    "COMMENT 10 DONE: no such word",
    "COMMENT 11 FIXED:   ",
  ].join("\n");
  expect(answerLinesIn(text)).toEqual([
    { comment_id: 7, state: "fixed", text: "and then better" },
    { comment_id: 8, state: "wont_fix", text: "it is meant so" },
    { comment_id: 9, state: "question", text: "which one?" },
  ]);
  expect(answerLinesIn("No comment.")).toEqual([]);
});

test("an anchor names lines of one side, or a paragraph, and says what is wrong with it", () => {
  const code = { kind: "code", commit: "a".repeat(40), path: "src/a.ts" };
  expect(Anchor.parse({ ...code, start_line: 4 })).toEqual({
    ...code,
    side: "new",
    start_line: 4,
    end_line: 4,
  });
  const problems = (anchor: unknown) => JSON.stringify(Anchor.safeParse(anchor).error?.issues);
  expect(problems({ ...code, end_line: 4 })).toContain("required with end_line");
  expect(problems({ ...code, start_line: 4, end_line: 3 })).toContain("not be less");
  expect(problems({ ...code, start_line: 1, end_line: 201 })).toContain("at most 199 lines");
  expect(problems({ ...code, commit: "HEAD" })).toContain("whole commit id");
  expect(problems({ kind: "text", field: "title", paragraph: 0, hash: "x" })).toContain("hash");
});

test("a rejection that consists of comments says where they are", () => {
  const at = (line: number) => ({
    kind: "code" as const,
    commit: "a".repeat(40),
    path: "a.ts",
    side: "new" as const,
    start_line: line,
    end_line: line,
  });
  expect(notesFrom([at(3)])).toBe("One comment on the work: a.ts, line 3.");
  expect(notesFrom(Array.from({ length: 12 }, (_, line) => at(line + 1)))).toMatch(
    /^12 comments on the work: a\.ts, line 1; .*; and 2 more\.$/,
  );
});
