/** Reads the diff of a change as git prints it, to find the lines that comments are about. Pure. */

/** A line of a changed file. `before` and `after` are its numbers in the old and the new version, null where it is in one alone. */
export interface PatchLine {
  text: string;
  before: number | null;
  after: number | null;
}

export interface PatchFile {
  path: string;
  /** Where it was, if it was renamed or copied. */
  from: string | null;
  /** The lines above the first hunk, with modes and the ids of the contents. */
  header: string[];
  /** The lines of all hunks, in their order. */
  lines: PatchLine[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const FILE = "diff --git ";

/** The files of a unified diff. A hunk has as many lines as its header counts, so no line of code passes for a header. */
export function readPatch(diff: string): PatchFile[] {
  const files: PatchFile[] = [];
  const lines = diff.split("\n");
  let header: string[] | null = null;
  let file: PatchFile | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const hunk = header === null ? null : HUNK.exec(line);
    if (line.startsWith(FILE)) {
      header = [line];
      file = { ...namesIn(header), header, lines: [] };
      files.push(file);
    } else if (hunk && file) {
      at = readHunk(lines, at, hunk, file);
    } else if (header && file && file.lines.length === 0) {
      header.push(line);
      Object.assign(file, namesIn(header));
    }
  }
  return files;
}

/** Reads the hunk whose header is at `at`, and returns where its last line is. */
function readHunk(
  lines: readonly string[],
  at: number,
  [, before = "0", removed = "1", after = "0", added = "1"]: RegExpExecArray,
  file: PatchFile,
): number {
  let [old, fresh] = [Number(before), Number(after)];
  const [oldEnd, freshEnd] = [old + Number(removed), fresh + Number(added)];
  while (at + 1 < lines.length && (old < oldEnd || fresh < freshEnd)) {
    const line = lines[at + 1] ?? "";
    const text = line.slice(1).replace(/\r$/, "");
    if (line.startsWith("+")) file.lines.push({ text, before: null, after: fresh++ });
    else if (line.startsWith("-")) file.lines.push({ text, before: old++, after: null });
    else if (line.startsWith(" ") || line === "")
      file.lines.push({ text, before: old++, after: fresh++ });
    else if (!line.startsWith("\\")) break;
    at++;
  }
  return at;
}

function namesIn(header: readonly string[]): Pick<PatchFile, "path" | "from"> {
  const after = (start: string) =>
    header.find((line) => line.startsWith(start))?.slice(start.length);
  const moved = after("rename from ") ?? after("copy from ");
  const fresh = after("rename to ") ?? after("copy to ");
  const from = moved === undefined ? null : unquoted(moved);
  if (fresh !== undefined) return { path: unquoted(fresh), from };
  const [written, old] = [after("+++ "), after("--- ")];
  const name = written === undefined || written === "/dev/null" ? old : written;
  if (name !== undefined && name !== "/dev/null") return { path: withoutSide(name), from };
  return { path: inBoth(header[0]?.slice(FILE.length) ?? ""), from };
}

/** `a/x b/x`: where nothing else names the file, both names are the same. */
function inBoth(names: string): string {
  const half = (names.length - 1) / 2;
  return withoutSide(names.slice(half + 1) || names);
}

const withoutSide = (name: string): string =>
  unquoted(name.replace(/\t.*$/, "")).replace(/^[ab]\//, "");

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, b: 8, f: 12, v: 11, a: 7 };

/** A name as git writes it when it has unusual characters: in quotes, with bytes in octal. */
function unquoted(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"') || name.length < 2) return name;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const inner = name.slice(1, -1);
  for (const part of inner.match(/\\[0-7]{3}|\\.|[^\\]+/gsu) ?? []) {
    if (!part.startsWith("\\")) bytes.push(...encoder.encode(part));
    else if (part.length === 4) bytes.push(Number.parseInt(part.slice(1), 8));
    else bytes.push(ESCAPES[part.charAt(1)] ?? part.charCodeAt(1));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
