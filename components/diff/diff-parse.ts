export type DiffLine =
  | { kind: "hunk"; text: string }
  | { kind: "same"; text: string; before: number; after: number }
  | { kind: "added"; text: string; after: number }
  | { kind: "removed"; text: string; before: number };

export interface DiffFile {
  /** Its index in the patch: the same path may occur twice. */
  id: number;
  path: string;
  /** The former path of a moved file. */
  from: string | null;
  added: number;
  removed: number;
  lines: DiffLine[];
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** Whether a text is a patch and not prose: it names files and has at least one hunk. */
export function isPatch(text: string): boolean {
  return (
    /^(diff --git |--- \S)/m.test(text.slice(0, 4_000)) &&
    /^@@ -\d/m.test(text) &&
    !text.includes("```")
  );
}

/** Parses a unified diff file by file. Unknown lines are left out. */
export function parseDiff(text: string): DiffFile[] {
  const files: DiffFile[] = [];
  let file: DiffFile | null = null;
  let before = 0;
  let after = 0;
  let inHunk = false;

  const begin = (path: string): DiffFile => {
    const begun: DiffFile = { id: files.length, path, from: null, added: 0, removed: 0, lines: [] };
    files.push(begun);
    return begun;
  };

  for (const line of text.split("\n")) {
    const git = line.match(/^diff --git (?:a\/)?(\S+) (?:b\/)?(\S+)/);
    if (git) {
      file = begin(git[2] ?? "");
      if (git[1] !== git[2]) file.from = git[1] ?? null;
      inHunk = false;
      continue;
    }
    if (!inHunk && line.startsWith("--- ")) {
      if (!file || file.lines.length > 0) file = begin(pathOf(line));
      continue;
    }
    if (!inHunk && line.startsWith("+++ ")) {
      if (file && pathOf(line) !== "/dev/null") file.path = pathOf(line);
      continue;
    }
    const hunk = line.match(HUNK);
    if (hunk) {
      file ??= begin("");
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      inHunk = true;
      file.lines.push({ kind: "hunk", text: line });
      continue;
    }
    if (!file || !inHunk) continue;
    if (line.startsWith("--- ") && file.lines.length > 0) {
      file = begin(pathOf(line));
      inHunk = false;
    } else if (line.startsWith("+")) {
      file.lines.push({ kind: "added", text: line.slice(1), after: after++ });
      file.added++;
    } else if (line.startsWith("-")) {
      file.lines.push({ kind: "removed", text: line.slice(1), before: before++ });
      file.removed++;
    } else if (line.startsWith(" ")) {
      file.lines.push({ kind: "same", text: line.slice(1), before: before++, after: after++ });
    }
  }
  return files;
}

const pathOf = (line: string): string =>
  line
    .slice(4)
    .split("\t")[0]
    ?.replace(/^[ab]\//, "") ?? "";
