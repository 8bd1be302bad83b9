const LONGEST = 30;

/** What a reader would not see, or what would turn the rest of the line around: controls, line ends, overrides of direction. */
const INVISIBLE = /[\p{Cc}\u2028\u2029]+/gu;
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const code = (character: string): string => `#${character.codePointAt(0)};`;
const NAMED: Record<string, string> = { '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;" };

/** Characters that mean something to Mermaid or to the Markdown it reads labels as, wherever they stand. */
const SPECIAL = /["<>&#;ﬂ`\\*~]|%(?=%)|(?<=%)%|\$(?=\$)|(?<=\$)\$|(?<!\w)_|_(?!\w)/g;
/** A title that begins like a Markdown list or heading would be drawn as "Unsupported markdown". */
const LIST = /^(\s*)(?:([-+=])|(\d+)([.)]))(?=\s|$)/;
/** Mermaid looks for these words and a colon in every line, also inside of quotes. */
const NEEDS_COLON = /style|classDef|fa[a-z]?:|:fa-|:\/\//i;

/**
 * A title as the text of a Mermaid label, without the quotes around it: at most 30 characters as people count them (27 and
 * `...`), on one line, and showing what was written whatever it is.
 */
export function mermaidLabel(title: string): string {
  const plain = title
    .toWellFormed()
    .replace(INVISIBLE, " ")
    .replace(DIRECTION, "")
    .replace(/\s+/gu, " ")
    .trim();
  return escaped(cut(plain));
}

/** Never within a character: a letter with its accents or a family of emoji stays whole. */
function cut(text: string): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  if (characters.length <= LONGEST) return text;
  return `${characters
    .slice(0, LONGEST - 3)
    .map(({ segment }) => segment)
    .join("")}...`;
}

function escaped(text: string): string {
  const list = LIST.exec(text);
  const marker = list?.[2] ?? list?.[4];
  const at = marker === undefined ? -1 : text.indexOf(marker);
  const head = marker === undefined ? "" : text.slice(0, at) + code(marker);
  const rest = text
    .slice(at + 1)
    .replace(SPECIAL, (character) => NAMED[character] ?? code(character));
  return NEEDS_COLON.test(text) ? (head + rest).replaceAll(":", code(":")) : head + rest;
}
