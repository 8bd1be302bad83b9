import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parsePatch } from "./patch";
import { filesOf, writtenLines } from "./testing";

const CORPUS = new URL("./corpus/", import.meta.url);
const corpus = (name: string) => readFileSync(new URL(`${name}.patch`, CORPUS), "utf8");
const read = (name: string) => parsePatch(corpus(name));

/** What the header of a file in the list says, one string per file. */
const told = (name: string) =>
  filesOf(read(name)).map(
    ({ path, from, notes, added, removed }) =>
      `${from ? `${from} > ` : ""}${path} +${added} -${removed}${notes.map((note) => ` | ${note}`).join("")}`,
  );

/** Lines of a header, which the notes of a file tell in words. */
const HEADER =
  /^(diff --git |diff --cc |index |old mode |new mode |new file mode |deleted file mode |similarity index |rename |copy |--- |\+\+\+ |Binary files |GIT binary patch|literal |delta |Index: |={67}|$)/;

describe("the corpus", () => {
  const names = readdirSync(CORPUS).map((file) => file.replace(/\.patch$/, ""));

  it.each(names)("shows every line of %s once", (name) => {
    const inBinary = /^(literal|delta) \d+\n(.+\n)+/gm;
    const lines = corpus(name).replace(inBinary, "").split("\n");
    const shown = writtenLines(read(name)).map((line) => (line === " " ? "" : line));
    const rest = [...shown];
    const missing = lines.filter((line) => {
      const at = rest.indexOf(line === " " ? "" : line);
      if (at !== -1) rest.splice(at, 1);
      return at === -1 && !HEADER.test(line);
    });
    expect(missing).toEqual([]);
    expect(rest.filter((line) => line !== "")).toEqual([]);
  });

  it.each(names.filter((name) => name !== "combined"))("reads all of %s", (name) => {
    expect(read(name).unread).toBe(0);
  });
});

describe("parsePatch", () => {
  it("numbers the lines of either version", () => {
    const [file] = filesOf(
      parsePatch("--- a/x\n+++ b/x\n@@ -3,3 +3,4 @@ fn\n same\n-old\n+new\n+newer\n last\n"),
    );
    expect(file?.lines).toEqual([
      { kind: "hunk", text: "@@ -3,3 +3,4 @@ fn" },
      { kind: "same", text: "same", before: 3, after: 3 },
      { kind: "removed", text: "old", before: 4 },
      { kind: "added", text: "new", after: 4 },
      { kind: "added", text: "newer", after: 5 },
      { kind: "same", text: "last", before: 5, after: 6 },
    ]);
  });

  it("takes a removed line that begins with two dashes for code, and shows what follows it", () => {
    const [, sql] = filesOf(read("removed-comments"));
    expect(sql).toMatchObject({ path: "q.sql", added: 1, removed: 2 });
    expect(sql?.lines).toContainEqual({ kind: "removed", text: "-- one", before: 1 });
    expect(sql?.lines).toContainEqual({ kind: "removed", text: "-- last", before: 16 });
    expect(sql?.lines).toContainEqual({ kind: "added", text: "++ counter", after: 15 });
    expect(told("removed-comments")).toEqual(["b.lua +1 -1", "q.sql +1 -2"]);
    expect(told("no-context")).toEqual(["b.lua +1 -1", "q.sql +1 -2"]);
  });

  it("takes a removed and an added line that look like names for code when the hunk ends with them", () => {
    const patch = parsePatch(
      "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n--- a/y\n+++ b/y\n@@ -9 +9 @@\n-1\n+2\n",
    );
    expect(patch).toMatchObject({ files: 1, added: 2, removed: 2, unread: 0 });
  });

  it("names moved and copied files with blanks in their paths", () => {
    expect(told("moves-and-copies")).toEqual([
      "lib/base.ts +1 -0",
      "lib/base.ts > lib/copy.ts +0 -0 | Copied, unchanged",
      "lib/same.ts > lib/moved.ts +0 -0 | Moved, unchanged",
      "lib/old name.ts > lib/new b/name.ts +1 -1 | Moved, 95% the same",
    ]);
  });

  const MODES = [
    "both.sh +1 -1 | Mode 100644 became 100755 (executable)",
    "empty.txt +0 -0 | New file",
    "gone.bin +0 -0 | Deleted | Binary: the patch says that it changed, and not how",
    "gone.txt +0 -1 | Deleted",
    "link +1 -1 | This is a symbolic link",
    "logo.png +0 -0 | Binary: the patch says that it changed, and not how",
    "run.sh +0 -0 | Mode 100644 became 100755 (executable)",
  ];

  it("tells modes, empty files, deletions, links and binary files in words", () => {
    expect(told("modes-and-binaries")).toEqual(MODES);
  });

  it.each(["no-prefix", "mnemonic-prefix"])("reads the same with diff.%s", (name) => {
    expect(told(name)).toEqual(MODES);
  });

  it.each([
    ["a/b/x b/x b/b/x b/x", "b/x b/x"],
    ["b/x b/x b/x b/x", "b/x b/x"],
    ["a/b/x b/x a/b/x b/x", "a/b/x b/x"],
    ["old/x y new/x y", "x y"],
    ['"a/t\\tb" "b/t\\tb"', "t\tb"],
    ['"t\\tb" "t\\tb"', "t\tb"],
    ["x x", "x"],
  ])("finds the path of an empty file in %j", (names, path) => {
    const patch = parsePatch(
      `diff --git ${names}\ndeleted file mode 100644\nindex e69de29..0000000\n`,
    );
    expect(filesOf(patch)).toMatchObject([{ path, from: null, notes: ["Deleted"] }]);
  });

  it("says how many lines of encoded bytes are not shown", () => {
    expect(told("binary-bytes")).toContain(
      "logo.png +0 -0 | Binary: 7 lines of encoded bytes are not shown",
    );
  });

  it("reads names with blanks, quotes, tabs, backslashes and letters that git escapes", () => {
    expect(filesOf(read("odd-names")).map(({ path }) => path)).toEqual([
      "a b/c.txt",
      "back\\slash.txt",
      'quo"te.txt',
      "tab\there.txt",
      "two words.txt",
      "ümläut.txt",
      "日本/語.txt",
    ]);
  });

  it("keeps the remark that a version does not end with a newline", () => {
    const [a, , c] = filesOf(read("no-newline"));
    const remark = { kind: "remark", text: "\\ No newline at end of file" };
    expect(a?.lines.slice(-3)).toEqual([
      { kind: "removed", text: "two", before: 2 },
      remark,
      { kind: "added", text: "two", after: 2 },
    ]);
    expect(c?.lines.filter(({ kind }) => kind === "remark")).toEqual([remark, remark]);
  });

  it("says that a file ends its lines with CRLF, and keeps the character where only some do", () => {
    const [dos, mixed] = filesOf(read("crlf"));
    expect(dos?.notes).toEqual(["Lines end in CRLF"]);
    expect(dos?.lines).toContainEqual({ kind: "added", text: "zwei", after: 2 });
    expect(mixed?.lines).toContainEqual({ kind: "removed", text: "one\r", before: 1 });
    expect(mixed?.lines).toContainEqual({ kind: "added", text: "one", after: 1 });
  });

  it("reads a patch whose own lines were converted to CRLF", () => {
    const patch = parsePatch(corpus("removed-comments").replaceAll("\n", "\r\n"));
    expect(patch).toEqual(read("removed-comments"));
  });

  it("shows a combined diff as it is, and says so", () => {
    const [file] = filesOf(read("combined"));
    expect(file).toMatchObject({ path: "f.txt", added: 0, removed: 0 });
    expect(file?.lines[0]).toMatchObject({
      kind: "problem",
      text: expect.stringContaining("combined diff"),
    });
    expect(file?.lines).toContainEqual({ kind: "unread", text: "- -- d" });
  });

  it("reads every patch of an e-mail, and keeps the message and the signature as text", () => {
    const patch = read("email");
    expect(patch).toMatchObject({ files: 2, added: 2, removed: 2 });
    expect(patch.parts.map(({ kind }) => kind)).toEqual(["text", "file", "text", "file", "text"]);
    expect(patch.parts.at(-1)).toMatchObject({ text: "-- \n2.39.5\n" });
  });

  it("counts a blank line whose one blank was stripped, so that the numbers stay right", () => {
    const lines = filesOf(read("stripped-blanks"))[0]?.lines ?? [];
    expect(lines.at(-1)).toEqual({ kind: "same", text: "three", before: 5, after: 5 });
  });

  it("names the files of diff and svn", () => {
    expect(told("gnu-diff")).toEqual(["old/x.txt > new/x.txt +1 -1", "trunk/y.txt +1 -1"]);
  });

  it("says when a hunk ends before its header says", () => {
    const patch = parsePatch(
      "--- a/x\n+++ b/x\n@@ -1,4 +1,3 @@\n a\n-b\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-1\n+2\n",
    );
    expect(patch).toMatchObject({ files: 2, unread: 1, added: 1, removed: 2 });
    expect(filesOf(patch)[0]?.lines.at(-1)).toEqual({
      kind: "problem",
      text: "The patch is cut off here: the header of this hunk counts 2 lines more.",
    });
  });

  it("says that a blank line at the end was trimmed away", () => {
    const patch = parsePatch("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+b");
    expect(patch).toMatchObject({ added: 1, removed: 1, unread: 1 });
  });

  it("shows lines that no hunk counts, marked, and reads the next hunk of the file", () => {
    const patch = parsePatch(
      "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n+d\n\n@@ -8 +9 @@\n-e\n+f\n",
    );
    expect(patch).toMatchObject({ files: 1, added: 2, removed: 2, unread: 2 });
    expect(filesOf(patch)[0]?.lines.slice(4)).toMatchObject([
      { kind: "problem" },
      { kind: "unread", text: "+d" },
      { kind: "unread", text: "" },
      { kind: "hunk" },
      { kind: "removed", text: "e", before: 8 },
      { kind: "added", text: "f", after: 9 },
    ]);
  });

  it("finds no files in prose", () => {
    const texts = [
      "Done.\n\n--- \n\nMore text\n+++ and more",
      "| a | b |\n| --- | --- |\n",
      "I ran `diff --git a/x b/x` and\ndiff --git a/x b/x\nwas all it said",
      "@@ -1 +1 @@\nis what a hunk begins with",
      "---\ntitle: x\n---\n- one\n+ two\n",
    ];
    for (const text of texts) expect(parsePatch(text)).toMatchObject({ files: 0 });
  });
});
