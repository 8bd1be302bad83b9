import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";

/**
 * `@name` where a name can start: not inside a word or address, not a package scope (`@scope/pkg`). Code spans and fences
 * are left out first, so code can be quoted without calling anybody. A fence ends where as many backticks follow as began it.
 */
const MENTION = /(?<![\w.@/-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?![\w/-])/g;
const CODE = /(`{3,})[\s\S]*?(?:\1|$)|`[^`\n]*`/g;

/** The names mentioned in a text, in order, each once, without trailing punctuation. */
export function mentionsIn(text: string): string[] {
  const plain = text.replace(CODE, " ");
  const names = [...plain.matchAll(MENTION)].map((match) =>
    (match[1] as string).replace(/[._-]+$/, ""),
  );
  return [...new Set(names)];
}

export interface Mentioned {
  handle: string;
  kind: "user" | "agent";
  name: string;
}

/** Who the handles are: users win over agents; agents answer to their name and to it with dashes for spaces. */
export async function resolveMentions(db: Queryable, handles: string[]): Promise<Mentioned[]> {
  if (handles.length === 0) return [];
  const lower = handles.map((handle) => handle.toLowerCase());
  const rows = await db.$queryRaw<{ handle: string; kind: "user" | "agent"; name: string }[]>`
    SELECT username AS handle, 'user' AS kind, username AS name FROM users WHERE username = ANY(${lower})
    UNION ALL
    SELECT lower(replace(name, ' ', '-')), 'agent', name FROM agents
    WHERE deleted_at IS NULL AND lower(replace(name, ' ', '-')) = ANY(${lower})
    ORDER BY kind DESC`;
  return handles.flatMap((handle) => {
    const found = rows.find((row) => row.handle === handle.toLowerCase());
    return found ? [{ handle, kind: found.kind, name: found.name }] : [];
  });
}

/** Refuses a text that mentions somebody who does not exist, and says how to write the sign without calling anyone. */
export async function assertKnownMentions(
  db: Queryable,
  field: string,
  text: string | null,
): Promise<Mentioned[]> {
  const handles = text === null ? [] : mentionsIn(text);
  const known = await resolveMentions(db, handles);
  const missing = handles.filter((handle) => !known.some((mention) => mention.handle === handle));
  if (missing.length === 0) return known;
  const names = missing.map((name) => `@${name}`).join(", ");
  throw new DomainError("invalid", `Unknown mentions: ${names}`, {
    problems: [{ field, rule: `mentions ${names}, which is no user or agent` }],
    missing_mentions: missing,
    fix: "correct the name, or write it as `code` so that it calls nobody",
  });
}

/** Keeps who a task's description mentions, for those who read their mentions later. */
export async function noteTaskMentions(
  tx: Queryable,
  taskId: number,
  mentions: readonly Mentioned[],
): Promise<void> {
  await noteMentionsOfTasks(
    tx,
    mentions.map(({ name }) => ({ name, taskId })),
  );
}

/** The same for any number of tasks, in one statement. */
export async function noteMentionsOfTasks(
  tx: Queryable,
  mentions: readonly { name: string; taskId: number }[],
): Promise<void> {
  if (mentions.length === 0) return;
  const [names, tasks] = [mentions.map(({ name }) => name), mentions.map(({ taskId }) => taskId)];
  await tx.$executeRaw`
    INSERT INTO task_mentions (name, task_id) SELECT DISTINCT name, task_id FROM unnest(${names}::text[], ${tasks}::int[]) AS of (name, task_id)
    ON CONFLICT DO NOTHING`;
}
