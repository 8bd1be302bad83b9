const MAX = 300;

/** The beginning of a text that an event does not carry whole; what was cut is marked by an ellipsis. */
export function excerpt(text: string): string;
export function excerpt(text: string | null): string | null;
export function excerpt(text: string | null): string | null {
  return text !== null && text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text;
}
