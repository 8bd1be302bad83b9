import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { findTaskOr } from "@/lib/tasks/find";
import { isTerminal } from "@/lib/tasks/lifecycle";
import { IS_LED, IS_STALE, type TaskRow } from "@/lib/tasks/row";
import type { ListTasks, TaskRef } from "@/lib/tasks/schema";
import { summingTaskCounts, sumTaskCounts } from "@/lib/tasks/task-counts";
import { countTasks } from "./count";
import { decodeCursor, encodeCursor, type Position } from "./cursor";
import {
  bestIndexed,
  type Candidates,
  containing,
  matchesById,
  newestOf,
  someMatches,
} from "./matches";
import { readCountedTasks, readTasks } from "./rows";

export interface TaskPage {
  tasks: TaskRow[];
  total: number;
  page: number;
  limit: number;
  nextCursor: string | null;
}

interface Order {
  by: Prisma.Sql;
  /** The reversed order, by which pages near the end are reached. */
  backwards?: Prisma.Sql;
  /** The SQL condition for everything strictly after a position in this order. */
  after(position: Position): Prisma.Sql;
}

const ORDERS: Record<ListTasks["sort"], Order> = {
  "-created_at": {
    by: Prisma.sql`t.id DESC`,
    backwards: Prisma.sql`t.id`,
    after: (at) => Prisma.sql`t.id < ${at.id}`,
  },
  created_at: {
    by: Prisma.sql`t.id`,
    backwards: Prisma.sql`t.id DESC`,
    after: (at) => Prisma.sql`t.id > ${at.id}`,
  },
  "-updated_at": {
    by: Prisma.sql`t.updated_at DESC, t.id DESC`,
    after: (at) => Prisma.sql`(t.updated_at, t.id) < (${at.updated_at}::timestamptz, ${at.id})`,
  },
  priority: {
    by: Prisma.sql`t.priority, t.due_at, t.created_at, t.id`,
    after: (at) => Prisma.sql`(t.priority, COALESCE(t.due_at, 'infinity'), t.created_at, t.id) >
      (${at.priority}::priority, COALESCE(${at.due_at}::timestamptz, 'infinity'), ${at.created_at}::timestamptz, ${at.id})`,
  },
};

/** A search counts no more matches than these. */
const MOST_FOUND = 1_000;
/** And puts no more in an order that is not that of ids: the newest. */
const MOST_SORTED = 10_000;

/** From this offset on, it pays to count first, because the page may be nearer to the end. */
const FAR = 1_000;

/**
 * A page of tasks. Filters combine, a comma means any of, `cursor` continues after a page, and `offset` serves existing
 * clients. The page is selected by ids alone and its rows are read afterwards, so a far page costs an index walk from the
 * nearer end. A search counts 1,000 matches at most. Index: tasks_live_idx, tasks_updated_idx, tasks_status_idx, tasks_board_idx, tasks_assigned_to_status_id_idx,
 * tasks_assigned_to_id_idx, tasks_project_idx, tasks_finished_idx, and those of `matchesById`.
 */
export async function listTasks(ctx: Context, query: ListTasks): Promise<TaskPage> {
  const where = await taskFilter(ctx, query);
  const offset = query.cursor ? 0 : (query.offset ?? 0);
  const read = query.q?.trim() ? searchedPage : pageOf;
  const { rows, total } = await read(ctx, query, where, offset);
  const tasks = rows.slice(0, query.limit);
  const last = tasks.at(-1);
  return {
    tasks,
    total,
    page: Math.floor(offset / query.limit) + 1,
    limit: query.limit,
    nextCursor: rows.length > query.limit && last ? encodeCursor(last, query.sort) : null,
  };
}

/** The rows of a page plus one more if there is a next page, and the total. */
interface Found {
  rows: TaskRow[];
  total: number;
}

async function pageOf(
  ctx: Context,
  query: ListTasks,
  where: Prisma.Sql,
  offset: number,
): Promise<Found> {
  const counted = countedFilter(ctx, query);
  const counting = Prisma.sql`SELECT count(*)::int AS total FROM tasks t WHERE ${where}`;
  const count = () =>
    counted
      ? sumTaskCounts(ctx.db, counted)
      : countTasks(ctx.db, counting, { byTime: query.stale !== undefined });
  const order = ORDERS[query.sort];
  const position = query.cursor ? decodeCursor(query.cursor, query.sort) : null;
  const from = position ? Prisma.sql`${where} AND ${order.after(position)}` : where;
  const take = query.limit + 1;
  const ids = (by: Prisma.Sql, most: number, skip: number) =>
    Prisma.sql`SELECT t.id FROM tasks t WHERE ${from} ORDER BY ${by} LIMIT ${most} OFFSET ${skip}`;
  const page = (by: Prisma.Sql, most: number, skip: number) =>
    readTasks(ctx.db, ids(by, most, skip), by);
  if (offset < FAR || !order.backwards) {
    if (counted === null) {
      const [rows, total] = await Promise.all([page(order.by, take, offset), count()]);
      return { rows, total };
    }
    const summing = summingTaskCounts(counted);
    // A plan for any limit looks dear, so PostgreSQL would plan the page each time, which takes longer than reading it. Where
    // values filter, that is right: the best plan depends on them.
    const isPlannedOnce =
      where.values.length === 0 && offset === 0 && order.backwards !== undefined;
    const wanted = isPlannedOnce
      ? Prisma.sql`SELECT t.id FROM tasks t WHERE ${from} ORDER BY ${order.by} LIMIT ${Prisma.raw(String(Math.trunc(take)))}`
      : ids(order.by, take, offset);
    const found = await readCountedTasks(ctx.db, wanted, order.by, summing);
    return { rows: found.rows, total: found.total ?? (await count()) };
  }
  const total = await count();
  if (offset <= total / 2) return { rows: await page(order.by, take, offset), total };
  const left = Math.max(0, Math.min(take, total - offset));
  const rows = await page(order.backwards, left, Math.max(0, total - offset - left));
  return { rows: rows.reverse(), total };
}

/** The same for a search. What fits on one page is not counted again. */
async function searchedPage(
  ctx: Context,
  query: ListTasks,
  where: Prisma.Sql,
  offset: number,
): Promise<Found> {
  const { page, counted } = searchQueries(query, where, projectLimitOf(ctx.actor), offset);
  const rows = await readTasks(ctx.db, page, ORDERS[query.sort].by);
  if (!query.cursor && offset === 0 && rows.length <= query.limit) {
    return { rows, total: rows.length };
  }
  const counting = Prisma.sql`SELECT count(*)::int AS total FROM (${counted}) counted`;
  const byTime = query.stale !== undefined;
  return { rows, total: await countTasks(ctx.db, counting, { byTime }) };
}

/** The queries for the ids of a page of a search, and for those that are counted. */
function searchQueries(
  query: ListTasks,
  where: Prisma.Sql,
  projectLimit: number | null,
  offset: number,
): { page: Prisma.Sql; counted: Prisma.Sql } {
  const words = wordsOf(query);
  const order = ORDERS[query.sort];
  const position = query.cursor ? decodeCursor(query.cursor, query.sort) : null;
  const after = position ? order.after(position) : Prisma.sql`true`;
  const take = query.limit + 1;
  const cut = Prisma.sql`ORDER BY ${order.by} LIMIT ${take}::int OFFSET ${offset}::int`;
  const word = bestIndexed(words);
  if (word === null) {
    const among = Prisma.sql`FROM (${newestOf(where)}) t WHERE ${matchingAll(words)}`;
    return {
      page: Prisma.sql`SELECT t.id ${among} AND ${after} ${cut}`,
      counted: Prisma.sql`SELECT t.id ${among} LIMIT ${MOST_FOUND}::int`,
    };
  }
  const candidates: Candidates = {
    patterns: [containing(word)],
    byAgent: true,
    projectId: query.project_id ?? projectLimit,
  };
  const matching = Prisma.sql`${where} AND ${matchingAll(words)}`;
  const counted = someMatches(candidates, matching, MOST_FOUND);
  const onPage = Prisma.sql`${matching} AND ${after}`;
  if (query.sort === "-created_at" || query.sort === "created_at") {
    const newestFirst = query.sort === "-created_at";
    const wanted = { newestFirst, from: position?.id ?? null, take, skip: offset };
    return { page: matchesById(candidates, onPage, wanted), counted };
  }
  const page = Prisma.sql`SELECT t.id FROM (${someMatches(candidates, matching, MOST_SORTED)}) found
    CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = found.id OFFSET 0) t WHERE ${after} ${cut}`;
  return { page, counted };
}

async function taskFilter(ctx: Context, query: ListTasks): Promise<Prisma.Sql> {
  const all: Prisma.Sql[] = [];
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null) all.push(Prisma.sql`t.project_id = ${limit}`);
  if (query.project_id !== undefined) all.push(Prisma.sql`t.project_id = ${query.project_id}`);
  if (query.archived === "false") all.push(Prisma.sql`t.archived_at IS NULL`);
  if (query.archived === "true") all.push(Prisma.sql`t.archived_at IS NOT NULL`);
  if (query.status) all.push(inStatus(query.status));
  if (query.priority) all.push(anyOf("priority", query.priority, "priority"));
  if (query.type) all.push(anyOf("type", query.type, "task_type"));
  if (query.assigned_to) all.push(assignedTo(query.assigned_to));
  if (query.ready !== undefined) all.push(Prisma.sql`t.ready = ${query.ready}`);
  if (query.stale !== undefined) {
    all.push(query.stale ? IS_STALE : Prisma.sql`(${IS_STALE}) IS NOT TRUE`);
  }
  const labels = query.labels ?? query.tags;
  if (labels?.length) all.push(Prisma.sql`t.labels <> '{}' AND t.labels && ${labels}::text[]`);
  if (query.all_labels?.length) {
    all.push(Prisma.sql`t.labels <> '{}' AND t.labels @> ${query.all_labels}::text[]`);
  }
  if (query.parent_id === "none") all.push(Prisma.sql`t.parent_id IS NULL`);
  else if (query.parent_id !== undefined) {
    const parent = await findTaskOr(ctx, query.parent_id, () =>
      invalid("parent_id", `there is no task ${query.parent_id}`),
    );
    all.push(Prisma.sql`t.parent_id = ${parent.id}`);
  }
  if (query.root !== undefined) all.push(await belowRoot(ctx, query.root));
  if (!isAboutTask(query)) all.push(Prisma.sql`NOT ${IS_LED}`);
  return all.length > 0 ? Prisma.join(all, " AND ") : Prisma.sql`true`;
}

/** Whether the list is about what is below a task, or about topmost ones, and so has what runs of workflows lead, too. */
const isAboutTask = ({ parent_id, root }: ListTasks): boolean =>
  (parent_id !== undefined && parent_id !== "none") || (root !== undefined && root !== "none");

/** Index: tasks_root_idx, tasks_top_idx. */
async function belowRoot(ctx: Context, root: TaskRef): Promise<Prisma.Sql> {
  const heads = Prisma.sql`(t.children_total > 0 OR t.type = 'epic')`;
  if (root === "top") return Prisma.sql`t.parent_id IS NULL AND ${heads}`;
  if (root === "none") return Prisma.sql`t.parent_id IS NULL AND NOT ${heads}`;
  const task = await findTaskOr(ctx, root, () => invalid("root", `there is no task ${root}`));
  return Prisma.sql`t.root_id = ${task.id} AND t.parent_id IS NOT NULL`;
}

/** The filters that `task_counts` has columns for, and the parameters that filter nothing. */
const COUNTED = new Set<keyof ListTasks>([
  "project_id",
  "archived",
  "status",
  "assigned_to",
  "sort",
  "limit",
  "offset",
  "cursor",
]);

/** The filter as a condition on `c` of `taskCountRows`; null if it asks for more than is counted there. */
function countedFilter(ctx: Context, query: ListTasks): Prisma.Sql | null {
  const asksMore = Object.entries(query).some(
    ([name, value]) => value !== undefined && !COUNTED.has(name as keyof ListTasks),
  );
  if (asksMore) return null;
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null) all.push(Prisma.sql`c.project_id = ${limit}::int`);
  if (query.project_id !== undefined) all.push(Prisma.sql`c.project_id = ${query.project_id}::int`);
  if (query.archived !== "all") all.push(Prisma.sql`c.archived = ${query.archived === "true"}`);
  if (query.status) all.push(Prisma.sql`c.status = ANY(${query.status}::task_status[])`);
  if (query.assigned_to) {
    const names = query.assigned_to.flatMap((name) => (name === "none" ? [name, ""] : [name]));
    all.push(Prisma.sql`c.assigned_to = ANY(${names})`);
  }
  return Prisma.join(all, " AND ");
}

function anyOf(column: string, values: string[], type: string): Prisma.Sql {
  const name = Prisma.raw(`t.${column}`);
  const cast = Prisma.raw(type);
  if (values.length === 1) return Prisma.sql`${name} = ${values[0]}::${cast}`;
  return Prisma.sql`${name} = ANY(${values}::${cast}[])`;
}

/** A finished status stands in the text of the query: a plan made for any status could not use tasks_finished_idx. */
function inStatus(statuses: ListTasks["status"] & {}): Prisma.Sql {
  const [only] = statuses;
  if (statuses.length === 1 && only && isTerminal(only)) {
    return Prisma.sql`t.status = ${Prisma.raw(`'${only}'`)}`;
  }
  return anyOf("status", statuses, "task_status");
}

/** `none` means nobody: the pool. */
function assignedTo(names: string[]): Prisma.Sql {
  if (names.length === 1 && names[0] !== "none") return Prisma.sql`t.assigned_to = ${names[0]}`;
  const named = Prisma.sql`t.assigned_to = ANY(${names})`;
  return names.includes("none") ? Prisma.sql`(${named} OR t.assigned_to IS NULL)` : named;
}

const wordsOf = (query: ListTasks): string[] => (query.q ?? "").trim().split(/\s+/).slice(0, 10);

/** Every word must occur in the title, the reference, the description, a label or the assignee; any text is searched literally. */
function matchingAll(words: readonly string[]): Prisma.Sql {
  const parts = words.map((word) => {
    const pattern = containing(word);
    return Prisma.sql`(t.title ILIKE ${pattern} OR t.ticket_ref ILIKE ${pattern} OR t.description ILIKE ${pattern}
      OR t.assigned_to ILIKE ${pattern} OR array_to_string(t.labels, ' ') ILIKE ${pattern})`;
  });
  return Prisma.join(parts, " AND ");
}
