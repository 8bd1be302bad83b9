/** Where a key moves the focus in a list of `count` stops, of which `from` has it now; null for a key that moves nothing. */
export function nextStop(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowDown") return Math.min(from + 1, count - 1);
  if (key === "ArrowUp") return Math.max(from - 1, 0);
  return null;
}

/** The remembered tab stop of a list: an item, and the place it had when it was last seen. */
export interface Remembered {
  key: string | number;
  place: number;
}

/**
 * The place of the list's only tab stop. It stays with its item; when that has left the list, the stop is what took its
 * place.
 */
export function tabStop(
  keys: readonly (string | number)[],
  remembered: Remembered | null,
): number | null {
  if (keys.length === 0) return null;
  if (remembered === null) return 0;
  const place = keys[remembered.place] === remembered.key ? remembered.place : -1;
  const found = place === -1 ? keys.indexOf(remembered.key) : place;
  return found === -1 ? Math.min(remembered.place, keys.length - 1) : found;
}
