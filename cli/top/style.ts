import { type Colour, coloursOf } from "../output/colours";
import { widthOf } from "../output/table";

/** How a piece of text looks, in what a terminal of 16 colours can do. */
export interface Style {
  color?: "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";
  bold?: boolean;
  dim?: boolean;
  /** Text and ground change places: what is chosen, and titles, also where there are no colours. */
  inverse?: boolean;
}

/** A piece of a line. */
export interface Span {
  text: string;
  style?: Style;
}

/** A line of the screen, from the left. */
export type Line = readonly Span[];

export const span = (text: string, style?: Style): Span => (style ? { text, style } : { text });

export const BOLD: Style = { bold: true };
export const DIM: Style = { dim: true };

/** The style of a word that stands for a state, as the tables have it. */
export function styleOf(word: string): Style {
  return Object.assign({}, ...coloursOf(word).map(asStyle));
}

const asStyle = (colour: Colour): Style => {
  if (colour === "bold" || colour === "dim") return { [colour]: true };
  return { color: colour };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey is what must not reach it
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const WITHOUT_PLACE = /[\p{Cf}\p{Mn}\p{Me}]+/gu;

/** A text of others as it may stand in a cell: without what would move the cursor, change the direction, or take no place. */
export const plain = (text: string): string =>
  text.normalize("NFC").replace(CONTROL, " ").replace(WITHOUT_PLACE, "").trimEnd();

/** A text cut to a width, and filled up to it. */
export function fitted(text: string, width: number): string {
  const shown = plain(text);
  if (width <= 0) return "";
  const own = widthOf(shown);
  if (own <= width) return shown + " ".repeat(width - own);
  let cut = "";
  let used = 0;
  for (const character of shown) {
    const size = widthOf(character);
    if (used + size > width - 1) break;
    cut += character;
    used += size;
  }
  return `${cut}…${" ".repeat(width - used - 1)}`;
}

/** A text in lines of at most this width, broken between words where there are any. */
export function wrapped(text: string, width: number): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => wrapOne(plain(paragraph), width));
}

function wrapOne(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      let head = "";
      for (const character of line) {
        if (widthOf(head + character) > width) break;
        head += character;
      }
      if (head === "") break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line);
  return lines;
}
