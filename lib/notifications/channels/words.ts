/** At most so many characters, with an ellipsis where something was cut. */
export function shorten(text: string, max: number): string {
  const plain = text.trim();
  if (plain.length <= max) return plain;
  return `${plain.slice(0, max - 1).trimEnd()}…`.toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const BREAKS = /[\u0000-\u001f\u007f\u2028\u2029]+/g;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text as one line that does not change how what stands around it is shown. */
export const asLine = (text: string): string =>
  text.replace(BREAKS, " ").replace(DIRECTION, "").trim();

/** Text that may stand in HTML, also in a quoted attribute. */
export const asHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
