const MAX = 300;

/** The beginning of a text that is too long for an event; an ellipsis marks the cut. */
export function excerpt(text: string): string;
export function excerpt(text: string | null): string | null;
export function excerpt(text: string | null): string | null {
  return text !== null && text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text;
}
