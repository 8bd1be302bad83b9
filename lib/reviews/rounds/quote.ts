import { DomainError, invalid } from "@/lib/core/errors";
import type { PatchFile } from "@/lib/rounds/patch";
import { type Around, linesAt, placeOf } from "@/lib/rounds/place";
import type { Anchor } from "@/lib/rounds/schema";
import type { AnchorWire } from "@/lib/rounds/shapes";
import type { Work } from "./work";

/** What a comment is about, as it is kept with the comment so that it can be read when the work has changed. */
export interface Quote {
  anchor: AnchorWire;
  quote: string | null;
  around: Around | null;
}

const LONGEST_QUOTE = 20_000;

/**
 * Takes the lines or the paragraph of an anchor from the work. `field` is where the anchor is in the input. Fails with `conflict` if the
 * anchor is about other work, and `invalid` for a place that the work does not have.
 */
export function quoteFrom(work: Work, anchor: Anchor, field = "anchor"): Quote {
  if (anchor.kind === "text") return paragraphAt(work, anchor, field);
  if (anchor.commit !== work.commit) {
    throw new DomainError(
      "conflict",
      work.commit === null
        ? `${field}: the work has no commit`
        : `${field}: ${anchor.commit.slice(0, 12)} is not the commit that is handed in, which is ${work.commit.slice(0, 12)}`,
      {
        field: `${field}.commit`,
        commit: work.commit,
        fix: "read the round again and comment on what it has",
      },
    );
  }
  if (!work.files.some(({ path }) => path === anchor.path))
    throw invalid(`${field}.path`, `the change touches no file ${anchor.path}`);
  const { start_line: start, end_line: end } = anchor;
  if (start === null || end === null) return { anchor, quote: null, around: null };
  const file = work.patch.find(({ path }) => path === anchor.path);
  const found = file && linesAt(file, anchor.side, start, end);
  if (!found) {
    const which = start === end ? `line ${start}` : `lines ${start} to ${end}`;
    throw invalid(
      `${field}.start_line`,
      `the stored diff of ${anchor.path} does not have ${which} of its ${anchor.side} version: comment on lines that it shows, or on the whole file without line numbers`,
    );
  }
  const { above, below, lines } = found;
  return { anchor, quote: wholeLines(lines).join("\n"), around: { above, below } };
}

/** As many of the lines as a quote may have. */
function wholeLines(lines: readonly string[]): readonly string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > LONGEST_QUOTE;
  });
  return end === -1 ? lines : lines.slice(0, Math.max(1, end));
}

function paragraphAt(
  { texts }: Work,
  anchor: Extract<Anchor, { kind: "text" }>,
  field: string,
): Quote {
  const paragraphs = texts.get(anchor.field) ?? [];
  const paragraph = paragraphs[anchor.paragraph];
  if (!paragraph)
    throw invalid(
      `${field}.paragraph`,
      `${anchor.field} has ${paragraphs.length} paragraphs, and the first is number 0`,
    );
  if (paragraph.hash !== anchor.hash) {
    throw new DomainError("conflict", `${field}: the paragraph is another one by now`, {
      field: `${field}.hash`,
      fix: "read the round again and comment on what it has",
    });
  }
  return { anchor, quote: paragraph.text.slice(0, LONGEST_QUOTE), around: null };
}

/** Where the lines or the paragraph of a comment are in this work; null if they are gone. */
export function follow({ anchor, quote, around }: Quote, work: Work): AnchorWire | null {
  if (anchor.kind === "text") return followText(anchor, work);
  if (work.commit === null) return null;
  if (anchor.commit === work.commit) return anchor;
  const listed =
    work.files.find(({ path }) => path === anchor.path) ??
    work.files.find(({ from }) => from === anchor.path);
  if (!listed) return null;
  const moved = { ...anchor, commit: work.commit, path: listed.path };
  if (anchor.start_line === null || quote === null) return moved;
  const file: PatchFile | undefined = work.patch.find(({ path }) => path === listed.path);
  const quoted = {
    lines: quote.split("\n"),
    above: around?.above ?? [],
    below: around?.below ?? [],
  };
  const found = file ? placeOf(file, anchor.side, quoted, anchor.start_line) : null;
  if (found === null) return null;
  // A very long range is quoted by its beginning.
  const more = (anchor.end_line ?? anchor.start_line) - anchor.start_line;
  return { ...moved, start_line: found.start, end_line: found.start + more };
}

function followText(
  anchor: Extract<AnchorWire, { kind: "text" }>,
  { texts }: Work,
): AnchorWire | null {
  const away = ({ index }: { index: number }) => Math.abs(index - anchor.paragraph);
  const [nearest] = (texts.get(anchor.field) ?? [])
    .filter(({ hash }) => hash === anchor.hash)
    .sort((one, other) => away(one) - away(other));
  return nearest ? { ...anchor, paragraph: nearest.index } : null;
}
