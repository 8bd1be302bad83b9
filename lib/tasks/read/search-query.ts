/** One search term. `column` null searches every column; prefixes and phrases are matched as written. */
export interface Term {
  text: string;
  column: "title" | "description" | "labels" | "id" | null;
  /** Must not occur. */
  not: boolean;
}

/** Alternatives, of which one must hold; in each, every term must. */
export type SearchQuery = Term[][];

const COLUMNS: Record<string, Term["column"]> = {
  title: "title",
  t: "title",
  description: "description",
  d: "description",
  labels: "labels",
  label: "labels",
  lbl: "labels",
  id: "id",
};

const TOKEN = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\s"]+))/g;
const MOST_TERMS = 20;

/**
 * Parses a search query: words that must all occur, `"a phrase"`, `prefix*`, `OR`, `NOT word` (or `-word`), `title:word`. No
 * input is an error: an unclosed quote ends with the text, an unknown `column:` is text. Pure.
 */
export function readSearch(typed: string): SearchQuery {
  const alternatives: SearchQuery = [[]];
  let not = false;
  let terms = 0;
  for (const token of typed.toWellFormed().replaceAll("\0", " ").matchAll(TOKEN)) {
    const [whole, minus, prefix, phrase, word] = token;
    const column = prefix === undefined ? null : COLUMNS[prefix.toLowerCase()];
    if (word !== undefined && prefix === undefined && minus === "") {
      if (word === "OR") {
        if (alternatives.at(-1)?.length) alternatives.push([]);
        continue;
      }
      if (word === "AND") continue;
      if (word === "NOT") {
        not = true;
        continue;
      }
    }
    const known = prefix === undefined || column !== undefined;
    const raw = known ? (phrase ?? word ?? "") : whole.slice(minus?.length);
    const text = phrase === undefined ? raw.replace(/\*+$/, "").replace(/^\(+|\)+$/g, "") : raw;
    if (text.trim() === "" || terms >= MOST_TERMS) continue;
    alternatives.at(-1)?.push({ text, column: column ?? null, not: not || minus === "-" });
    not = false;
    terms++;
  }
  return alternatives.filter((alternative) => alternative.some((term) => !term.not));
}
