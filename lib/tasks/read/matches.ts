import { likeText, Prisma } from "@/lib/core/database";

/**
 * How a search finds tasks. Texts are in `task_search` with an index of their trigrams (decision 0095), in blocks of 1,024 tasks. A search
 * in the order of ids looks through a few blocks first and through the rest only if those had too little, so that a frequent word is
 * found in the newest ones and a rare one by its few entries.
 */

/** `id >> BLOCK_BITS` is the block of a task: prisma/sql/task-search.sql. */
const BLOCK_BITS = 10;
/**
 * The blocks that are looked through at a time, counted from where the search begins; the rest comes last, in one piece. Each block is a
 * scan of the index of some 60 µs, so that a word that nobody wrote does not wait for many.
 */
const NEAR = [
  [0, 1],
  [2, 9],
] as const;
const [, LAST_NEAR] = NEAR[1];

/** What the index has no entry for is looked for in so many tasks, the newest that the other filters leave. */
export const MAX_UNINDEXED = 16_384;

/** Three letters or digits in a row; of other alphabets the embedded PostgreSQL's index has nothing. */
const INDEXED = /[a-z0-9]{3,}/gi;

const indexedLength = (text: string): number =>
  Math.max(0, ...(text.match(INDEXED) ?? []).map(({ length }) => length));

/** The text of these that the index finds best; null if it has an entry for none. */
export function bestIndexed(texts: readonly string[]): string | null {
  const [best] = texts.toSorted((a, b) => indexedLength(b) - indexedLength(a));
  return best !== undefined && indexedLength(best) > 0 ? best : null;
}

/** A LIKE pattern for texts that contain this one. */
export const containing = (text: string): string => `%${likeText(text)}%`;

/** The tasks that a search may find, before their rows are looked at. */
export interface Candidates {
  /** Some of these patterns must be in the task's text. */
  patterns: readonly string[];
  /** Tasks of an agent whose name has one of the patterns are candidates as well. */
  byAgent: boolean;
  projectId: number | null;
}

/** A part of all tasks, by their ids: a source of rows `s` of `task_search` that meet a condition, and a condition on an id. */
interface Part {
  texts: (condition: Prisma.Sql) => Prisma.Sql;
  ofId: (id: Prisma.Sql) => Prisma.Sql;
}

/**
 * The candidates in a part of all tasks for which `where` holds, a condition on the task `t`; each once. `cut` may leave out those of
 * an agent that come too late in the order.
 */
function idsIn(
  part: Part,
  candidates: Candidates,
  where: Prisma.Sql,
  cut = Prisma.empty,
): Prisma.Sql {
  const { patterns, byAgent, projectId } = candidates;
  const inProject = projectId === null ? Prisma.empty : Prisma.sql`AND s.project_id = ${projectId}`;
  const found = Prisma.join(
    patterns.map((pattern) => Prisma.sql`s.text ILIKE ${pattern}`),
    " OR ",
  );
  const byText = Prisma.sql`
    SELECT t.id FROM ${part.texts(Prisma.sql`(${found}) ${inProject}`)}
    CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = s.task_id OFFSET 0) t
    WHERE ${part.ofId(Prisma.sql`t.id`)} AND ${where}`;
  if (!byAgent) return byText;
  return Prisma.sql`${byText} UNION ALL SELECT held.id FROM named CROSS JOIN LATERAL (
    SELECT t.id FROM tasks t WHERE t.assigned_to = named.name AND ${part.ofId(Prisma.sql`t.id`)} AND ${where}
      AND NOT COALESCE((SELECT ${found} FROM task_search s WHERE s.task_id = t.id), false) ${cut} OFFSET 0) held`;
}

/** The names of agents that have tasks and match (`holder_names` in prisma/sql/task-search.sql). */
function named({ patterns }: Candidates): Prisma.Sql {
  const matches = Prisma.join(
    patterns.map((pattern) => Prisma.sql`name ILIKE ${pattern}`),
    " OR ",
  );
  return Prisma.sql`named AS MATERIALIZED (SELECT name FROM holder_names() AS name WHERE ${matches})`;
}

/**
 * A query for the first `take` matches by id, newest or oldest first, in that order. `from` is an id to begin at, null for the first of
 * all. Each part is sorted by itself, and the next is only executed when those before it did not fill the page. Index:
 * task_search_idx, tasks_assigned_to_id_idx, tasks_assigned_to_status_id_idx.
 */
export function matchesById(
  candidates: Candidates,
  where: Prisma.Sql,
  {
    newestFirst,
    from,
    take,
    skip = 0,
  }: { newestFirst: boolean; from: number | null; take: number; skip?: number },
): Prisma.Sql {
  const direction = Prisma.raw(newestFirst ? "DESC" : "ASC");
  const limit = take + skip;
  const parts = [...NEAR.map(([first, last]) => near(first, last, newestFirst)), far(newestFirst)];
  const cut = Prisma.sql`ORDER BY t.id ${direction} LIMIT ${limit}::int`;
  const searched = parts.map(
    (part) => Prisma.sql`(SELECT t.id FROM (${idsIn(part, candidates, where, cut)}) t ${cut})`,
  );
  const begin =
    from === null
      ? Prisma.sql`(SELECT id FROM tasks ORDER BY id ${direction} LIMIT 1)`
      : Prisma.sql`${from}::int`;
  return Prisma.sql`
    WITH start AS MATERIALIZED (SELECT COALESCE(${begin} >> ${BLOCK_BITS}::int, 0) AS block)
    ${candidates.byAgent ? Prisma.sql`, ${named(candidates)}` : Prisma.empty}
    SELECT id FROM (${Prisma.join(searched, " UNION ALL ")}) matches LIMIT ${take}::int OFFSET ${skip}::int`;
}

/** A query for at most `most` matches, to be counted or sorted: those of the newest blocks. Index: those of `matchesById`. */
export function someMatches(candidates: Candidates, where: Prisma.Sql, most: number): Prisma.Sql {
  const parts = [...NEAR.map(([first, last]) => near(first, last, true)), far(true)];
  const cut = Prisma.sql`ORDER BY t.id DESC LIMIT ${most}::int`;
  const searched = parts.map((part) => Prisma.sql`(${idsIn(part, candidates, where, cut)})`);
  const agents = candidates.byAgent ? Prisma.sql`, ${named(candidates)}` : Prisma.empty;
  return Prisma.sql`
    WITH start AS MATERIALIZED (
      SELECT COALESCE((SELECT id FROM tasks ORDER BY id DESC LIMIT 1) >> ${BLOCK_BITS}::int, 0) AS block
    ) ${agents}
    SELECT id FROM (${Prisma.join(searched, " UNION ALL ")}) matches LIMIT ${most}::int`;
}

const START = Prisma.sql`(SELECT block FROM start)`;
const firstIdOf = (block: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`((${block})::bigint << ${BLOCK_BITS}::int)`;

/** The blocks from `first` to `last`, counted from the start. */
function near(first: number, last: number, newestFirst: boolean): Part {
  const sign = Prisma.raw(newestFirst ? "-" : "+");
  const [lowest, highest] = newestFirst ? [last, first] : [first, last];
  const low = firstIdOf(Prisma.sql`${START} ${sign} ${lowest}::int`);
  const end = firstIdOf(Prisma.sql`${START} ${sign} ${highest}::int + 1`);
  const until = newestFirst ? Prisma.sql`LEAST(${last}::int, ${START})` : Prisma.sql`${last}::int`;
  // One block after the other: for a list of blocks the planner prefers to read all matches of the text.
  return {
    texts: (condition) => Prisma.sql`generate_series(${first}::int, ${until}) n CROSS JOIN LATERAL (
      SELECT s.task_id FROM task_search s WHERE s.block = ${START} ${sign} n AND ${condition} OFFSET 0) s`,
    ofId: (id) => Prisma.sql`${id} >= ${low} AND ${id} < ${end}`,
  };
}

/** The blocks that are not near. Not a condition on the block: the index would collect all of them. */
function far(newestFirst: boolean): Part {
  return {
    texts: (condition) =>
      Prisma.sql`(SELECT s.task_id FROM task_search s WHERE ${condition} OFFSET 0) s`,
    ofId: (id) =>
      newestFirst
        ? Prisma.sql`${id} < ${firstIdOf(Prisma.sql`${START} - ${LAST_NEAR}::int`)}`
        : Prisma.sql`${id} >= ${firstIdOf(Prisma.sql`${START} + ${LAST_NEAR}::int + 1`)}`,
  };
}

/** A query for the newest tasks that `where` leaves, as far as what the index cannot find is looked for. */
export const newestOf = (where: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT * FROM tasks t WHERE ${where} ORDER BY t.id DESC LIMIT ${MAX_UNINDEXED}::int`;
