/** Lines as a link names them, counted from 1, both included. */
export interface LineRange {
  first: number;
  last: number;
}

/** The lines that the end of an address names: `#L12`, `#L12-L30`. */
export function rangeOf(hash: string): LineRange | null {
  const found = /^#L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(hash);
  if (!found) return null;
  const [one, other] = [Number(found[1]), Number(found[2] ?? found[1])];
  const range = { first: Math.min(one, other), last: Math.max(one, other) };
  return range.first === 0 ? null : range;
}

export const hashOf = ({ first, last }: LineRange): string =>
  first === last ? `#L${first}` : `#L${first}-L${last}`;

/** The range after a press on a line: that line, or with the shift key everything from where the range began. */
export function pressed(range: LineRange | null, line: number, extend: boolean): LineRange {
  if (!extend || !range) return { first: line, last: line };
  return { first: Math.min(range.first, line), last: Math.max(range.first, line) };
}

export const isIn = (range: LineRange | null, line: number): boolean =>
  range !== null && line >= range.first && line <= range.last;
