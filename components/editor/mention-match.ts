export interface MentionAt {
  /** The position of the `@`. */
  start: number;
  /** The text typed after it. */
  typed: string;
}

/** The mention being typed at the caret, or null. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const match = /(?:^|[\s(])@([A-Za-z0-9._-]*)$/.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? "";
  return { start: caret - typed.length - 1, typed };
}

/** The handle of a name, with dashes for spaces, as lib/tasks/comments/mentions.ts parses it. */
export function handleOf(name: string): string {
  return name.replaceAll(" ", "-");
}
