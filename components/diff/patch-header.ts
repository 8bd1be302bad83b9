import { parsePatch as parseWithJsdiff } from "diff";

/** What the lines above the first hunk of a file say. */
export interface FileHeader {
  /** Empty when the patch does not name the file. */
  path: string;
  /** The former path of a moved or copied file. */
  from: string | null;
  /** In words: created, deleted, moved, binary, with another mode. */
  notes: string[];
  isCombined: boolean;
  /** Header lines that `notes` do not cover. */
  unread: string[];
}

const GIT = /^diff --git \S/;
const COMBINED = /^diff --(?:cc|combined) (.+)$/;
const EXTENDED =
  /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|index) /;
const BINARY = /^Binary files .* differ\r?$/;
const BINARY_BODY = /^GIT binary patch\r?$/;
const HUNK_START = "@@ -";

/** How many lines the header of a file has that begins at `at`; 0 when none does. */
export function headerAt(lines: readonly string[], at: number): number {
  const first = lines[at] ?? "";
  if (first.startsWith("--- ")) return isNamePair(lines, at) ? 2 : 0;
  if (GIT.test(first)) return gitHeaderAt(lines, at);
  if (COMBINED.test(first)) return combinedHeaderAt(lines, at);
  if (/^(Index: |diff -)/.test(first)) return foreignHeaderAt(lines, at);
  return 0;
}

function gitHeaderAt(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (EXTENDED.test(lines[end] ?? "")) end++;
  if (isNames(lines, end)) return end + 2 - at;
  if (BINARY.test(lines[end] ?? "")) return end + 1 - at;
  if (BINARY_BODY.test(lines[end] ?? "")) return binaryBodyEnd(lines, end) - at;
  return end > at + 1 ? end - at : 0;
}

function combinedHeaderAt(lines: readonly string[], at: number): number {
  return /^(index|mode|new file mode|deleted file mode) /.test(lines[at + 1] ?? "") ? 1 : 0;
}

/** The header of svn or diff: up to six lines above the two that name the versions. */
function foreignHeaderAt(lines: readonly string[], at: number): number {
  for (let end = at + 1; end <= at + 6; end++) {
    if (isNamePair(lines, end)) return end + 2 - at;
    if (GIT.test(lines[end] ?? "")) return 0;
  }
  return 0;
}

function isNames(lines: readonly string[], at: number): boolean {
  return /^--- \S/.test(lines[at] ?? "") && /^\+\+\+ \S/.test(lines[at + 1] ?? "");
}

/** Two names alone may be two lines of code: a hunk has to follow. */
function isNamePair(lines: readonly string[], at: number): boolean {
  return isNames(lines, at) && (lines[at + 2] ?? "").startsWith(HUNK_START);
}

/** The encoded bytes of a binary file: one or two blocks, each ended by an empty line. */
function binaryBodyEnd(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (/^(literal|delta) \d+/.test(lines[end] ?? "")) {
    while (end < lines.length && (lines[end] ?? "").trim() !== "") end++;
    while (end < lines.length && (lines[end] ?? "").trim() === "") end++;
  }
  return end;
}

/** Reads a header that `headerAt` has found. jsdiff knows how git quotes, escapes and abbreviates names. */
export function readHeader(header: readonly string[]): FileHeader {
  const lines = header.map((line) => line.replace(/\r$/, ""));
  const first = lines[0] ?? "";
  const combined = COMBINED.exec(first);
  if (combined) {
    return {
      path: unquote(combined[1] ?? ""),
      from: null,
      notes: [],
      isCombined: true,
      unread: [],
    };
  }
  const read = jsdiff(lines);
  const isGit = GIT.test(first);
  const [before, after] = namesOf(read, lines, isGit);
  const wasMoved = read?.isRename ?? false;
  const isCopy = read?.isCopy ?? false;
  const path = after ?? before ?? "";
  return {
    path,
    from: before !== null && after !== null && before !== after ? before : null,
    notes: notesOf(lines, {
      isNew: read?.isCreate || before === null,
      isDeleted: read?.isDelete || after === null,
      wasMoved,
      isCopy,
    }),
    isCombined: false,
    unread: isGit ? [] : lines.filter((line) => !/^(--- |\+\+\+ |=+$|Index: )/.test(line)),
  };
}

type Read = ReturnType<typeof parseWithJsdiff>[number];

/** A move or copy names its paths in full, without the prefixes that the two lines with signs may have. */
function jsdiff(lines: string[]): Read | undefined {
  const isNamed = lines.some((line) => /^(rename|copy) to /.test(line));
  const body = lines.findIndex((line) => BINARY_BODY.test(line));
  const header = body === -1 ? lines : lines.slice(0, body);
  try {
    return parseWithJsdiff(
      (isNamed ? header.filter((line) => !/^(---|\+\+\+) /.test(line)) : header).join("\n"),
    )[0];
  } catch {
    return undefined;
  }
}

function unquote(name: string): string {
  const read = jsdiff(["diff --git a/x b/x", "rename from x", `rename to ${name}`]);
  return read?.newFileName?.slice(2) ?? name;
}

/** The path in either version; null for one in which the file does not exist. */
function namesOf(
  read: Read | undefined,
  lines: readonly string[],
  isGit: boolean,
): [string | null, string | null] {
  const written = isGit ? (lines[0] ?? "").slice("diff --git ".length) : "";
  const isNamedOnce = !lines.some((line) => /^(---|\+\+\+|(rename|copy) (from|to)) /.test(line));
  const twice = isNamedOnce ? sameNameTwice(written) : null;
  const [before, after] = [read?.oldFileName, read?.newFileName];
  if (twice !== null || before === undefined || after === undefined) {
    return [twice ?? written, twice ?? written];
  }
  const exists = (name: string) => (name === "/dev/null" ? null : name);
  // diff.mnemonicPrefix writes i/, w/, c/ and o/ where a/ and b/ stood.
  const isPrefixed =
    /^([aciow12]\/|\/dev\/null$)/.test(before) &&
    /^([bciow12]\/|\/dev\/null$)/.test(after) &&
    before.slice(0, 2) !== after.slice(0, 2);
  const bare = (name: string) => (isPrefixed ? name.slice(2) : name);
  return [
    exists(before) === null ? null : bare(before),
    exists(after) === null ? null : bare(after),
  ];
}

const QUOTED_TWICE = /^("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")$/;

/**
 * The path in "a/x b/x", or in "x x" without prefixes. A path may have spaces and slashes in it: as `git apply` does, the place is
 * looked for at which what stands before and after it is the same path. Null if there is none.
 */
function sameNameTwice(names: string): string | null {
  const quoted = QUOTED_TWICE.exec(names);
  if (quoted) return sameName(unquote(quoted[1] ?? ""), unquote(quoted[2] ?? ""));
  const half = (names.length - 1) / 2;
  if (names[half] === " " && names.slice(0, half) === names.slice(half + 1)) {
    return names.slice(0, half);
  }
  for (let at = names.indexOf(" "); at !== -1; at = names.indexOf(" ", at + 1)) {
    const name = sameName(names.slice(0, at), names.slice(at + 1));
    if (name !== null) return name;
  }
  return null;
}

function sameName(before: string, after: string): string | null {
  if (before === after) return before;
  const bare = (path: string) => path.slice(path.indexOf("/") + 1);
  return before.includes("/") && after.includes("/") && bare(before) === bare(after)
    ? bare(before)
    : null;
}

const MODES: Record<string, string> = {
  "100644": "a plain file",
  "100755": "executable",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

function notesOf(
  lines: readonly string[],
  is: { isNew: boolean; isDeleted: boolean; wasMoved: boolean; isCopy: boolean },
): string[] {
  const value = (start: string) =>
    lines.find((line) => line.startsWith(start))?.slice(start.length);
  const notes: string[] = [];
  const mode =
    value("new file mode ") ?? value("deleted file mode ") ?? value("index ")?.split(" ")[1];
  const kind = mode && mode !== "100644" ? `, ${MODES[mode] ?? `mode ${mode}`}` : "";
  const similar = value("similarity index ");
  const alike = similar === "100%" ? "unchanged" : `${similar ?? "partly"} the same`;
  if (is.isNew) notes.push(`New file${kind}`);
  else if (is.isDeleted) notes.push(`Deleted${kind}`);
  else if (is.wasMoved) notes.push(`Moved, ${alike}`);
  else if (is.isCopy) notes.push(`Copied, ${alike}`);
  else if (mode === "120000" || mode === "160000") notes.push(`This is ${MODES[mode]}`);
  const [oldMode, newMode] = [value("old mode "), value("new mode ")];
  if (oldMode && newMode)
    notes.push(`Mode ${oldMode} became ${newMode} (${MODES[newMode] ?? "unknown"})`);
  const body = lines.findIndex((line) => BINARY_BODY.test(line));
  if (body !== -1) {
    notes.push(`Binary: ${lines.length - body} lines of encoded bytes are not shown`);
  } else if (lines.some((line) => BINARY.test(line))) {
    notes.push("Binary: the patch says that it changed, and not how");
  }
  return notes;
}
