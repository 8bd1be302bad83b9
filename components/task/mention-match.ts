export interface MentionAt {
  /** Where the `@` stands. */
  start: number;
  /** What is typed after it. */
  typed: string;
}

/** The mention being typed at the caret, or null. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const match = /(?:^|[\s(])@([A-Za-z0-9._-]*)$/.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? "";
  return { start: caret - typed.length - 1, typed };
}

/** The handle of a name: spaces are dashes, as lib/tasks/comments/mentions.ts reads it. */
export function handleOf(name: string): string {
  return name.replaceAll(" ", "-");
}
