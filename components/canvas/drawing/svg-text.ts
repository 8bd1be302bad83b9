type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Text as XML may hold it: no markup of its own, no characters that XML does not know. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** As much of a text as fits into a width, with three dots where it goes on. */
export function fitted(text: string, width: number, measure: Measure): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (measure(flat) <= width) return flat;
  const signs = [...graphemes.segment(flat.slice(0, 300))].map(({ segment }) => segment);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${signs.slice(0, middle).join("")}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${signs.slice(0, low).join("").trimEnd()}…`;
}

/** A text in at most so many lines of a width, broken between words, the last one cut. */
export function wrapped(text: string, width: number, lines: number, measure: Measure): string[] {
  const words = text.replace(/\s+/g, " ").trim().split(" ");
  const broken: string[] = [];
  while (words.length > 0 && broken.length < lines - 1) {
    let line = words.shift() as string;
    while (words[0] !== undefined && measure(`${line} ${words[0]}`) <= width) {
      line += ` ${words.shift()}`;
    }
    broken.push(fitted(line, width, measure));
  }
  return words.length > 0 ? [...broken, fitted(words.join(" "), width, measure)] : broken;
}
