import type { Git } from "./git";

export interface DiffFile {
  path: string;
  /** Where it was, when it was renamed or copied. */
  from?: string;
  status: "added" | "modified" | "deleted" | "renamed" | "copied" | "type";
  /** Lines; null for binary files. */
  added: number | null;
  removed: number | null;
  binary: boolean;
}

export interface Diff {
  /** Unified, as `git diff` prints it; cut after a whole file, or after a whole line of the first. */
  text: string;
  truncated: boolean;
  /** Of the text. */
  bytes: number;
  files: DiffFile[];
}

const DEFAULT_BYTES = 1024 ** 2;
const MOST_FILES = 5_000;
const LOOKED_AT = 8_000;
const LARGEST_LOOKED_AT = 1024 ** 2;
const MOST_LOOKED_AT = 200;
const PLAIN = ["--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--full-index"];
const STATUS: Record<string, DiffFile["status"]> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type",
};

/** What changed from one commit to another, with renames, and bounded. */
export async function diffOf(
  git: Git,
  from: string,
  to: string,
  maxBytes = DEFAULT_BYTES,
): Promise<Diff> {
  const what = "read what was changed";
  const parts = await git.parts(["diff-tree", "-r", "--raw", "-z", ...PLAIN, from, to], { what });
  const raw = rawFiles(parts);
  const counts = await countsOf(git, from, to);
  const claimed = raw.filter((file) => counts.get(file.path) === null);
  // An attribute can call any file binary, and hide its change.
  const texts = await textsAmong(git, claimed);
  const hiddenPaths = texts.flatMap((file) => (file.from ? [file.path, file.from] : [file.path]));
  const shown = await patchOf(git, [from, to], { maxBytes, but: hiddenPaths });
  let { text, truncated } = shown;
  for (const file of texts) {
    const room = maxBytes - Buffer.byteLength(text);
    const only = file.from ? [file.path, file.from] : [file.path];
    const patch = await patchOf(git, [from, to], { maxBytes: LARGEST_LOOKED_AT, only });
    counts.set(file.path, linesIn(patch.text));
    if (truncated || patch.truncated || Buffer.byteLength(patch.text) > room) truncated = true;
    else text += patch.text;
  }
  const files = raw.slice(0, MOST_FILES).map(({ oid: _oid, ...file }): DiffFile => {
    const count = counts.get(file.path) ?? null;
    return {
      ...file,
      added: count?.[0] ?? null,
      removed: count?.[1] ?? null,
      binary: count === null,
    };
  });
  return {
    text,
    truncated: truncated || raw.length > MOST_FILES,
    bytes: Buffer.byteLength(text),
    files,
  };
}

/** Added and removed lines of a patch of one file. */
function linesIn(patch: string): readonly [number, number] {
  const body = patch.slice(Math.max(0, patch.indexOf("\n@@ "))).split("\n");
  return [
    body.filter((line) => line.startsWith("+")).length,
    body.filter((line) => line.startsWith("-")).length,
  ];
}

interface RawFile {
  path: string;
  from?: string;
  status: DiffFile["status"];
  oid: string;
}

/** `:100644 100755 OID OID R090` NUL from NUL to NUL; one name where nothing was renamed. */
function rawFiles(parts: string[]): RawFile[] {
  const files: RawFile[] = [];
  for (let at = 0; at < parts.length; ) {
    const [, , oldOid = "", newOid = "", letter = "M"] = (parts[at] ?? "").split(" ");
    const status = STATUS[letter.charAt(0)] ?? "modified";
    const hasTwo = status === "renamed" || status === "copied";
    const oid = status === "deleted" ? oldOid : newOid;
    const first = parts[at + 1] ?? "";
    files.push(
      hasTwo
        ? { path: parts[at + 2] ?? "", from: first, status, oid }
        : { path: first, status, oid },
    );
    at += hasTwo ? 3 : 2;
  }
  return files;
}

type Counts = Map<string, readonly [number, number] | null>;

/** Added and removed lines by path; null where git takes a file for binary. */
async function countsOf(git: Git, from: string, to: string): Promise<Counts> {
  const parts = await git.parts(["diff-tree", "-r", "--numstat", "-z", ...PLAIN, from, to], {
    what: "count the changed lines",
  });
  const counts: Counts = new Map();
  for (let at = 0; at < parts.length; ) {
    const [added = "", removed = "", name = ""] = (parts[at] ?? "").split("\t");
    // A renamed file has no name here: the old one and the new one follow.
    const isRenamed = name === "";
    const path = isRenamed ? (parts[at + 2] ?? "") : name;
    counts.set(path, added === "-" ? null : [Number(added), Number(removed)]);
    at += isRenamed ? 3 : 1;
  }
  return counts;
}

/** Which of these files have no NUL in their beginning, which is how git itself tells text from binary. */
async function textsAmong(git: Git, files: readonly RawFile[]): Promise<RawFile[]> {
  const texts: RawFile[] = [];
  for (const file of files.slice(0, MOST_LOOKED_AT)) {
    const what = `read ${file.path}`;
    const size = await git.run(["cat-file", "-s", file.oid], { what, allow: [0, 128] });
    if (size.code !== 0 || Number(size.out) > LARGEST_LOOKED_AT) continue;
    const { out } = await git.run(["cat-file", "blob", file.oid], {
      what,
      maxBytes: LARGEST_LOOKED_AT,
    });
    if (!out.slice(0, LOOKED_AT).includes("\0")) texts.push(file);
  }
  return texts;
}

interface PatchRequest {
  maxBytes: number;
  but?: readonly string[];
  only?: readonly string[];
}

async function patchOf(
  git: Git,
  commits: readonly string[],
  { maxBytes, but = [], only = [] }: PatchRequest,
): Promise<{ text: string; truncated: boolean }> {
  const paths =
    only.length > 0
      ? only.map((name) => `:(top,literal)${name}`)
      : [":(top)", ...but.map((name) => `:(exclude,top,literal)${name}`)];
  const { out, isCut } = await git.run(
    [
      "diff-tree",
      "-r",
      "-p",
      ...(only.length > 0 ? ["--text"] : []),
      ...PLAIN,
      ...commits,
      "--",
      ...paths,
    ],
    { what: "read the diff", maxBytes: Math.max(0, maxBytes), env: { GIT_LITERAL_PATHSPECS: "0" } },
  );
  if (!isCut) return { text: out, truncated: false };
  const lastFile = out.lastIndexOf("\ndiff --git ");
  const end = lastFile > 0 ? lastFile : out.lastIndexOf("\n");
  return { text: out.slice(0, end + 1), truncated: true };
}
