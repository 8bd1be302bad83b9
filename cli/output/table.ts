import { stripVTControlCharacters } from "node:util";

export interface Column<Row> {
  head: string;
  text: (row: Row) => string;
  align?: "right";
  /** Gives way where the line is too long for the terminal; the widest such column first. */
  shrinks?: true;
  paint?: (text: string, row: Row) => string;
}

const GAP = "  ";
const LEAST = 8;
// Wide and full-width characters, and emoji: they take two places.
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many places a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (WITHOUT_WIDTH.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The rows under each other, each on one line of at most `width` places. */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, head }: { width: number; head: (text: string) => string },
): string {
  const cells = rows.map((row) => columns.map(({ text }) => oneLine(text(row))));
  const widths = columns.map((column, at) =>
    Math.max(widthOf(column.head), ...cells.map((row) => widthOf(row[at] ?? ""))),
  );
  shrink(columns, widths, width);
  const line = (texts: string[], paint: (text: string, at: number) => string) =>
    texts
      .map((text, at) => {
        const { align } = columns[at] ?? {};
        const cut = cutTo(text, widths[at] ?? 0);
        const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cut)));
        const isLast = at === columns.length - 1;
        if (align === "right") return space + paint(cut, at);
        return paint(cut, at) + (isLast ? "" : space);
      })
      .join(GAP)
      .trimEnd();
  return [
    line(
      columns.map((column) => column.head),
      (text) => head(text),
    ),
    ...rows.map((row, n) =>
      line(cells[n] ?? [], (text, at) => columns[at]?.paint?.(text, row) ?? text),
    ),
  ].join("\n");
}

function shrink<Row>(columns: readonly Column<Row>[], widths: number[], width: number): void {
  const all = () => widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1);
  for (let excess = all() - width; excess > 0; excess = all() - width) {
    const [widest] = widths
      .map((size, at) => ({ size, at }))
      .filter(({ size, at }) => columns[at]?.shrinks && size > LEAST)
      .sort((a, b) => b.size - a.size);
    if (!widest) return;
    widths[widest.at] = Math.max(LEAST, widest.size - excess);
  }
}

/** The text cut to a width, with an ellipsis where something is missing. */
function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  for (const character of text) {
    if (widthOf(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** What a terminal would obey, and what turns the direction of writing, so that words read as others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey is what must not reach it
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** On one line and without control characters: what agents wrote must not move the cursor. */
export const oneLine = (text: string): string => text.replace(CONTROL, " ").trim();

/** The sequences that `Paint` writes, and a single character that a terminal would obey, but for tabs and line ends. */
const PAINTED_OR_CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  /\u001b\[\d{1,2}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Painted text for a terminal: colours stay, and whatever else a terminal would obey does not. */
export const onlyPainted = (text: string): string =>
  text.replace(PAINTED_OR_CONTROL, (found) => (found.length > 1 ? found : " "));

/** JSON for a terminal: the same value, with those characters escaped. */
export const escapedJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Text of several lines, without the control characters that a terminal would obey. */
export const harmless = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(CONTROL, " "))
    .join("\n");
