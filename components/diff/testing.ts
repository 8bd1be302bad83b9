import type { DiffFile, DiffLine, Patch } from "./patch";

/** The lines of a patch as they stood in the text, from what was read of it. Headers of files are not among them. */
export function writtenLines(patch: Patch): string[] {
  return patch.parts.flatMap((part) =>
    part.kind === "text"
      ? part.text.split("\n")
      : part.lines.flatMap((line) => written(part, line)),
  );
}

function written(file: DiffFile, line: DiffLine): string[] {
  const end = file.notes.includes("Lines end in CRLF") ? "\r" : "";
  switch (line.kind) {
    case "same":
      return [` ${line.text}${end}`];
    case "added":
      return [`+${line.text}${end}`];
    case "removed":
      return [`-${line.text}${end}`];
    case "problem":
      return [];
    default:
      return [line.text];
  }
}

/** The files of a patch. */
export function filesOf(patch: Patch): DiffFile[] {
  return patch.parts.filter((part) => part.kind === "file");
}
