/** Starts the value of every task in the palette. */
export const TASK_ITEM = "task:";

/**
 * How well an entry fits what was typed: 0 hides it, higher stands higher.
 *
 * Every word typed must begin a word of the entry. Tasks were matched by the server and stay, below the actions, so that
 * an answer that comes late never moves what Enter would choose.
 */
export function scorePaletteItem(
  value: string,
  query: string,
  keywords: readonly string[] = [],
): number {
  if (value.startsWith(TASK_ITEM)) return 0.1;
  const typed = words(query);
  const offered = keywords.flatMap(words);
  if (!typed.every((word) => offered.some((candidate) => candidate.startsWith(word)))) return 0;
  const label = keywords[0]?.toLowerCase() ?? "";
  return label.startsWith(query.trim().toLowerCase()) ? 1 : 0.5;
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
