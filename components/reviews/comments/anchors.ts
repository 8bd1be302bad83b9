import type { LineRange } from "@/components/reviews/change/rows";
import type { AnchorWire } from "@/lib/rounds/shapes";

type CodeAnchor = Extract<AnchorWire, { kind: "code" }>;

/** The line number of what is about a whole file: no row has it, so that it stands at the file's head. */
export const WHOLE_FILE = 0;

/** The anchor of lines in the work of a commit. */
export function anchorOf({ path, side, start, end }: LineRange, commit: string): CodeAnchor {
  const isWhole = end === WHOLE_FILE;
  return {
    kind: "code",
    commit,
    path,
    side: side === "after" ? "new" : "old",
    start_line: isWhole ? null : start,
    end_line: isWhole ? null : end,
  };
}

/** The lines that an anchor is about. */
export function rangeOfAnchor({ path, side, start_line, end_line }: CodeAnchor): LineRange {
  return {
    path,
    side: side === "new" ? "after" : "before",
    start: start_line ?? WHOLE_FILE,
    end: end_line ?? start_line ?? WHOLE_FILE,
  };
}

/** In words: "line 12", "lines 12 to 14 of the old version", "the whole file", "paragraph 3 of the resolution". */
export function anchorInWords(anchor: AnchorWire): string {
  if (anchor.kind === "text")
    return `paragraph ${anchor.paragraph + 1} of the ${FIELD_WORDS[anchor.field]}`;
  const { start, end, side } = rangeOfAnchor(anchor);
  if (end === WHOLE_FILE) return "the whole file";
  const lines = start === end ? `line ${start}` : `lines ${start} to ${end}`;
  return side === "before" ? `${lines} of the old version` : lines;
}

const FIELD_WORDS = {
  resolution: "resolution",
  description: "description",
  acceptance_criteria: "acceptance criteria",
} as const;
