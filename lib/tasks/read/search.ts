import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";
import { bestIndexed, type Candidates, containing, matchesById, newestOf } from "./matches";
import { readTasks } from "./rows";
import { readSearch, type SearchQuery, type Term } from "./search-query";

/**
 * Searches a project's tasks, best match first: the exact reference, then titles with every word, then the newest. Any text
 * is a valid query (see readSearch); an empty one finds nothing. Case does not matter, and words are found inside longer
 * ones. An alternative without three letters or digits in a row is looked for in the newest tasks only (decision 0095). Index:
 * tasks_ticket_ref_key, tasks_project_idx, and those of `matchesById`.
 */
export async function searchTasks(
  ctx: Context,
  query: { projectId: number; typed: string; archived?: boolean; limit: number },
): Promise<TaskRow[]> {
  authorize(ctx.actor, "task.read", { projectId: query.projectId });
  const alternatives = readSearch(query.typed);
  if (alternatives.length === 0) return [];
  const live = query.archived ? Prisma.sql`true` : Prisma.sql`t.archived_at IS NULL`;
  const ours = Prisma.sql`t.project_id = ${query.projectId} AND ${live}`;
  const matches = any(alternatives.map((terms) => every(terms.map(condition))));
  const inTitle = any(
    alternatives.map((terms) =>
      every(terms.filter((term) => !term.not).map((term) => like("t.title", term.text))),
    ),
  );
  const isExact = Prisma.sql`lower(t.ticket_ref) = ${query.typed.trim().toLowerCase()}`;
  const find = finder(alternatives, query.projectId, ours, query.limit);
  const page = Prisma.sql`
    SELECT id, min(rank) AS rank FROM (
      (SELECT t.id, 0 AS rank FROM (SELECT * FROM tasks WHERE ticket_ref = ANY(${spellings(query)}) OFFSET 0) t
        WHERE ${ours} AND (${matches}))
      UNION ALL SELECT id, 1 FROM (${find(Prisma.sql`(${matches}) AND (${inTitle})`)}) titled
      UNION ALL SELECT id, 2 FROM (${find(Prisma.sql`(${matches}) AND NOT (${inTitle})`)}) others
    ) found GROUP BY id ORDER BY 2, 1 DESC LIMIT ${query.limit}::int`;
  return readTasks(ctx.db, page, Prisma.sql`(${isExact}) DESC, (${inTitle}) DESC, t.id DESC`);
}

/** A query for the first `limit` of the project's tasks that match a condition on the task `t`, the newest first. */
function finder(
  alternatives: SearchQuery,
  projectId: number,
  ours: Prisma.Sql,
  limit: number,
): (matching: Prisma.Sql) => Prisma.Sql {
  const best = alternatives.map((terms) =>
    bestIndexed(terms.filter((term) => !term.not).map((term) => term.text)),
  );
  if (best.some((text) => text === null)) {
    return (matching) => Prisma.sql`
      SELECT t.id FROM (${newestOf(ours)}) t WHERE ${matching} ORDER BY t.id DESC LIMIT ${limit}::int`;
  }
  const patterns = best.flatMap((text) => (text === null ? [] : [containing(text)]));
  const candidates: Candidates = { patterns, byAgent: false, projectId };
  const newest = { newestFirst: true, from: null, take: limit };
  return (matching) => matchesById(candidates, Prisma.sql`${ours} AND ${matching}`, newest);
}

/** How a reference that is typed in any case may be spelled: in one case, or as its project spells it. */
function spellings({ typed, projectId }: { typed: string; projectId: number }): Prisma.Sql {
  const text = typed.trim();
  const [, prefix = "", number = ""] = /^(.+)(-\d+)$/.exec(text) ?? [];
  return Prisma.sql`ARRAY[${text}, ${text.toUpperCase()}, ${text.toLowerCase()},
    (SELECT p.prefix || ${number} FROM projects p WHERE p.id = ${projectId} AND lower(p.prefix) = ${prefix.toLowerCase()})]`;
}

const every = (parts: Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join(parts, " AND ")})`;
const any = (parts: Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join(parts, " OR ")})`;

function like(column: string, text: string): Prisma.Sql {
  return Prisma.sql`COALESCE(${Prisma.raw(column)}, '') ILIKE ${containing(text)}`;
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
