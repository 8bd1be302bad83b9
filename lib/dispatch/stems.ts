/** Endings that make other forms of one word, the longest first; what is left has three letters at least. */
const ENDINGS = [
  "ations",
  "ation",
  "ating",
  "ated",
  "ates",
  "ators",
  "ator",
  "ate",
  "ments",
  "ment",
  "ings",
  "ing",
  "ions",
  "ion",
  "ers",
  "er",
  "ed",
  "es",
  "s",
  "e",
];
const FILLER = new Set(
  "a an and any are as at be by for from in into is it its of on or our out so that the their this to up we with you".split(
    " ",
  ),
);

/** What is common to the forms of an English word: `migrate`, `migrations` and `migrating` are `migr`. Others stay whole. */
export function stemOf(word: string): string {
  const short = without(word.toLowerCase(), ENDINGS);
  // implementation, implement: imple
  return without(short, ["ment"]);
}

function without(word: string, endings: string[]): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  if (!ending) return word;
  const stem = word.slice(0, -ending.length);
  // debugging, debugger: debug
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** The words of a text as stems, in any script, without those that say nothing. */
export function stemsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+#]*/gu) ?? [];
  return words.filter((word) => !FILLER.has(word)).map(stemOf);
}
