/** The text with a full stop at its end, unless it has its own punctuation there. */
export const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
