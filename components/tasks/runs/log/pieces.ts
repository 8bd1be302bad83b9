import { type Part, PLAIN, type Style } from "./ansi";

/** A place in a line that is marked: something that was searched for. */
export interface Mark {
  from: number;
  to: number;
  /** The one that the search is at. */
  isCurrent: boolean;
}

export interface Piece {
  text: string;
  style: Style;
  mark: Mark | null;
}

/** A line as pieces that are drawn alike, up to `end`: cut where its colours change and where marks begin and end. */
export function piecesOf(
  text: string,
  parts: readonly Part[] | null,
  marks: readonly Mark[],
  end = text.length,
): Piece[] {
  const styles = parts ?? [{ end: text.length, style: PLAIN }];
  const cuts = [...styles.map((part) => part.end), ...marks.flatMap(({ from, to }) => [from, to])];
  const pieces: Piece[] = [];
  let from = 0;
  for (const cut of [...new Set([...cuts, end])].sort((a, b) => a - b)) {
    const to = Math.min(cut, end);
    if (to <= from) continue;
    const style = styles.find((part) => part.end > from)?.style ?? PLAIN;
    const mark = marks.find((each) => each.from <= from && each.to > from) ?? null;
    pieces.push({ text: text.slice(from, to), style, mark });
    from = to;
  }
  return pieces;
}
