import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { likeText, Prisma } from "@/lib/core/database";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { readSearch, type Term } from "./search-query";

/**
 * Searches a project's tasks, best match first: the exact reference, then titles with every word, then the newest. Any text
 * is a valid query (see readSearch); an empty one finds nothing. Case does not matter, and words are found inside longer
 * ones. Reads the project's tasks: tasks_project_idx.
 */
export async function searchTasks(
  ctx: Context,
  query: { projectId: number; typed: string; archived?: boolean; limit: number },
): Promise<TaskRow[]> {
  authorize(ctx.actor, "task.read", { projectId: query.projectId });
  const alternatives = readSearch(query.typed);
  if (alternatives.length === 0) return [];
  const matches = any(alternatives.map((terms) => every(terms.map(condition))));
  const inTitle = any(
    alternatives.map((terms) =>
      every(terms.filter((term) => !term.not).map((term) => like("t.title", term.text))),
    ),
  );
  const live = query.archived ? Prisma.sql`true` : Prisma.sql`t.archived_at IS NULL`;
  const rows = await ctx.db.$queryRaw<{ task: TaskRow }[]>`
    WITH page AS MATERIALIZED (
      SELECT t.id, (lower(t.ticket_ref) = ${query.typed.trim().toLowerCase()}) AS exact, (${inTitle}) AS titled
      FROM tasks t WHERE t.project_id = ${query.projectId} AND ${live} AND (${matches})
      ORDER BY 2 DESC, 3 DESC, t.id DESC LIMIT ${query.limit}
    )
    SELECT ${TASK_JSON} AS task FROM page JOIN tasks t ON t.id = page.id JOIN projects p ON p.id = t.project_id
    ORDER BY page.exact DESC, page.titled DESC, t.id DESC`;
  return rows.map((row) => row.task);
}

const every = (parts: Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join(parts, " AND ")})`;
const any = (parts: Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join(parts, " OR ")})`;

function like(column: string, text: string): Prisma.Sql {
  const pattern = `%${likeText(text)}%`;
  return Prisma.sql`COALESCE(${Prisma.raw(column)}, '') ILIKE ${pattern}`;
}

const LABELS = "array_to_string(t.labels, ' ')";
const COLUMNS = {
  title: ["t.title"],
  description: ["t.description"],
  labels: [LABELS],
  id: ["t.ticket_ref"],
} as const;
const ALL = ["t.title", "t.ticket_ref", "t.description", LABELS];

function condition(term: Term): Prisma.Sql {
  const columns = term.column === null ? ALL : COLUMNS[term.column];
  const found = any(columns.map((column) => like(column, term.text)));
  return term.not ? Prisma.sql`NOT ${found}` : found;
}
