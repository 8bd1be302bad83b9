import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DiffFile, type Patch, parsePatch } from "./patch";
import { filesOf, writtenLines } from "./testing";

const hasGit = spawnSync("git", ["--version"]).status === 0;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "baton-patch-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Files = Record<string, string>;

/** What `git diff` says of two versions of some files. It ends with 1 when they differ. */
function gitDiff(before: Files, after: Files, options: string[]): string {
  rmSync(folder, { recursive: true, force: true });
  write("a", before);
  write("b", after);
  const { stdout, status, stderr } = spawnSync(
    "git",
    [
      "-c",
      "core.autocrlf=false",
      "-c",
      "core.attributesFile=/dev/null",
      "diff",
      "--no-index",
      ...options,
      "a",
      "b",
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 100_000_000 },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

function write(version: string, files: Files): void {
  mkdirSync(join(folder, version), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, version, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Lines of code that look like lines of a patch. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "c", "", " ", "}") },
  fc.constantFrom(
    "-- a/x",
    "++ b/x",
    "-- ",
    "--",
    "@@ -1 +1 @@",
    "diff --git a/x b/x",
    "index 1..2",
    "\\ No newline at end of file",
    "```",
    "\r",
    "dos\r",
    "GIT binary patch",
    "Binary files a and b differ",
    "Only in a: b",
    "From 0123456789abcdef",
    "\t\u202eמילה e\u0301 語",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\n\0]/g, "")),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
  .map(([lines, ends]) => lines.join("\n") + (ends && lines.length > 0 ? "\n" : ""));
/** Two versions with much in common. */
const versions = fc
  .tuple(
    text,
    fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 4 }),
  )
  .map(([before, edits]) => {
    const lines = before.split("\n");
    for (const [at, removed, added] of edits) lines.splice(at, removed, ...added);
    return [before, lines.join("\n")] as const;
  });
const names = [
  "x.sql",
  "two words",
  "ü.txt",
  'q"uo te',
  "tab\tin",
  "b/x b/x",
  "-- dash",
  "back\\slash",
  "日本.md",
];
const change = fc.record({
  name: fc.constantFrom(...names),
  versions,
  kind: fc.constantFrom("change", "change", "change", "add", "remove"),
});
const options = fc.record({
  context: fc.constantFrom("-U0", "-U1", "-U3", "-U10"),
  prefix: fc.constantFrom([], [], ["--no-prefix"], ["--src-prefix=i/", "--dst-prefix=w/"]),
  moves: fc.constantFrom([], ["-M10%"], ["--no-renames"]),
  algorithm: fc.constantFrom([], ["--patience"], ["--histogram"]),
});

/** Makes the new version out of the old one by what the lines say, and checks the number of each line on the way. */
function applied(file: DiffFile, before: string[]): string[] {
  const after: string[] = [];
  let next = 0;
  const end = file.notes.includes("Lines end in CRLF") ? "\r" : "";
  for (const line of file.lines) {
    if (line.kind !== "added" && line.kind !== "removed" && line.kind !== "same") continue;
    if (line.kind === "added") {
      while (after.length < line.after - 1) after.push(before[next++] ?? "beyond the end");
      after.push(line.text + end);
      expect(after.length).toBe(line.after);
      continue;
    }
    while (next < line.before - 1) after.push(before[next++] ?? "beyond the end");
    expect(line.text + end).toBe(before[next]);
    next++;
    if (line.kind === "same") after.push(line.text + end);
  }
  return [...after, ...before.slice(next)];
}

const linesOf = (text: string): string[] =>
  text === "" ? [] : text.replace(/\n$/, "").split("\n");

function nameIn(path: string, version: "a" | "b", files: Files): string {
  const name = path.startsWith(`${version}/`) ? path.slice(2) : path;
  return name in files ? name : path;
}

function check(patch: Patch, source: string, before: Files, after: Files): void {
  expect(patch.unread).toBe(0);
  expect(patch.parts.filter((part) => part.kind === "text")).toEqual([]);
  const shown = writtenLines(patch).filter((row) => /^[+ -]/.test(row));
  const changed = source.split("\n").filter((row) => /^[+ -]/.test(row));
  // Every file with lines has two header lines that begin with a sign.
  const named = filesOf(patch).filter((file) => file.lines.length > 0).length;
  expect(shown.length).toBe(changed.length - 2 * named);

  for (const file of filesOf(patch)) {
    if (file.notes.some((note) => note.startsWith("Binary"))) continue;
    const isNew = file.notes.includes("New file");
    const isDeleted = file.notes.includes("Deleted");
    const old = isNew ? "" : before[nameIn(file.from ?? file.path, "a", before)];
    const fresh = isDeleted ? "" : after[nameIn(file.path, isDeleted ? "a" : "b", after)];
    expect([file.path, old, fresh]).not.toContain(undefined);
    expect(applied(file, linesOf(old ?? ""))).toEqual(linesOf(fresh ?? ""));
  }
  const touched = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  );
  const told = filesOf(patch).flatMap(({ path, from }) => [path, from ?? path]);
  for (const name of touched) {
    expect(told.some((path) => nameIn(nameIn(path, "a", before), "b", after) === name)).toBe(true);
  }
}

describe.skipIf(!hasGit)("patches made by git", () => {
  it("shows every changed and unchanged line with its numbers, whatever the files, names and options", {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), options, (changes, chosen) => {
        const [before, after]: [Files, Files] = [{ keep: "k\n" }, { keep: "k\n" }];
        for (const { name, versions, kind } of changes) {
          if (kind !== "add") before[name] = versions[0];
          else delete before[name];
          if (kind !== "remove") after[name] = versions[1];
          else delete after[name];
        }
        const source = gitDiff(before, after, [
          "--text",
          chosen.context,
          ...chosen.prefix,
          ...chosen.moves,
          ...chosen.algorithm,
        ]);
        check(parsePatch(source), source, before, after);
      }),
      { numRuns: 150 },
    );
  });
});
