import type { DiffFile, DiffLine, Patch } from "@/components/diff/patch";
import { filesBelow, fileTree } from "./file-tree";
import { isGenerated } from "./generated";

/** A file of a change as its worker reported it, besides the patch. Counts are null for binary files. */
export interface ReportedFile {
  path: string;
  from?: string;
  status: "added" | "modified" | "deleted" | "renamed" | "copied" | "type";
  added: number | null;
  removed: number | null;
  binary: boolean;
}

/** A file of a change with all that is known of it. */
export interface ChangedFile extends Required<Pick<ReportedFile, "path" | "status" | "binary">> {
  /** Its place in the list, which has the order of the tree. */
  index: number;
  from: string | null;
  added: number;
  removed: number;
  /** In words: created, moved, with another mode. */
  notes: readonly string[];
  lines: readonly DiffLine[];
  isGenerated: boolean;
  /** In place of lines, why there are none. */
  without: string | null;
  /** The same for the same change of the file, in whatever round. */
  fingerprint: string;
}

/** Files with more changed lines than this begin folded. */
export const LARGE_FILE = 400;

/**
 * The files of a change in the order of its tree. Lines are those of the patch; a file that the patch leaves out is there
 * nevertheless, with a sentence that says why.
 */
export function changedFiles(
  reported: readonly ReportedFile[],
  patch: Patch,
  truncated: boolean,
): ChangedFile[] {
  const parsed = patch.parts.filter((part) => part.kind === "file");
  const left = new Map(parsed.map((file) => [file.path, file]));
  const known = reported.map((file) => {
    const found = left.get(file.path);
    left.delete(file.path);
    return fileOf(file, found, truncated);
  });
  const unreported = [...left.values()].map((file) => fileOf(reportOf(file), file, false));
  const files = [...known, ...unreported];
  return fileTree(files, ({ path }) => path)
    .flatMap((node) => filesBelow(node))
    .map((file, index) => ({ ...file, index }));
}

function fileOf(
  reported: ReportedFile,
  parsed: DiffFile | undefined,
  truncated: boolean,
): ChangedFile {
  const lines = parsed?.lines ?? [];
  const notes = parsed?.notes ?? [];
  const from = reported.from ?? parsed?.from ?? null;
  return {
    index: 0,
    path: reported.path,
    from: from === reported.path ? null : from,
    status: reported.status,
    binary: reported.binary,
    added: reported.added ?? parsed?.added ?? 0,
    removed: reported.removed ?? parsed?.removed ?? 0,
    notes,
    lines,
    isGenerated: isGenerated(reported.path, firstTexts(lines)),
    without: lines.length > 0 ? null : whyWithout(reported, from, notes, truncated),
    fingerprint: fingerprintOf([reported.status, from ?? "", ...notes, ...lines.map(lineKey)]),
  };
}

function reportOf({ path, from, added, removed, notes }: DiffFile): ReportedFile {
  const says = (start: string) => notes.some((note) => note.startsWith(start));
  return {
    path,
    from: from ?? undefined,
    status: says("New file")
      ? "added"
      : says("Deleted")
        ? "deleted"
        : says("Moved")
          ? "renamed"
          : says("Copied")
            ? "copied"
            : "modified",
    added,
    removed,
    binary: says("Binary"),
  };
}

function whyWithout(
  { status, binary, added, removed, path }: ReportedFile,
  from: string | null,
  notes: readonly string[],
  truncated: boolean,
): string {
  if (binary) return "A binary file: there are no lines to show.";
  if ((added ?? 0) + (removed ?? 0) > 0)
    return truncated
      ? "Its lines were not kept: the whole change is larger than Baton stores. They are on the branch."
      : "Its lines were not reported. They are on the branch.";
  if (status === "renamed" && from) return `Moved from ${from}. Its lines are the same.`;
  if (status === "copied" && from) return `Copied from ${from}. Its lines are the same.`;
  if (status === "added") return "A new file without a line in it.";
  if (status === "deleted") return "It was deleted, and had no line in it.";
  if (status === "type") return `${path} became something else: a file, a link or a submodule.`;
  if (notes.length > 0) return `${notes.join(". ")}. No line changed.`;
  return "No line of it changed.";
}

const firstTexts = (lines: readonly DiffLine[]): string[] =>
  lines
    .filter((line) => line.kind === "same" || line.kind === "added")
    .slice(0, 20)
    .filter((line) => "after" in line && line.after <= 20)
    .map(({ text }) => text);

/** Line numbers do not count: the same change further down in a file is the same change. */
const lineKey = ({ kind, text }: DiffLine): string => (kind === "hunk" ? "@" : `${kind[0]}${text}`);

/** A short name for texts: 53 bits, which tells the few thousand files of a person's reviews apart. */
export function fingerprintOf(texts: readonly string[]): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ 10, 2654435761);
    low = Math.imul(low ^ 10, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** Why a file begins folded, as a sentence; null for one that is open. */
export function whyFolded({ isGenerated, added, removed, lines }: ChangedFile): string | null {
  if (lines.length === 0) return null;
  if (isGenerated) return "Written by a program, so it begins folded.";
  return added + removed > LARGE_FILE ? "A large change, so it begins folded." : null;
}
