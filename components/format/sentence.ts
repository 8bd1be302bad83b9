/** The text with a full stop at its end, unless it has its own punctuation there. */
export const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** With a capital letter at its beginning and a full stop at its end. */
export const sentence = (words: string): string =>
  ended(words.charAt(0).toUpperCase() + words.slice(1));
