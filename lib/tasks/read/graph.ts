import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { findTaskOr } from "@/lib/tasks/find";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { TaskGraphQuery } from "@/lib/tasks/schema";
import type { LinkType } from "@/prisma/generated/enums";

export interface GraphLink {
  id: number;
  type: LinkType;
  from_id: number;
  to_id: number;
}

export interface TaskGraph {
  /** Grouped by structure: those with open work first, then newest first. Parents precede their children. */
  tasks: TaskRow[];
  /** Every link between two of these tasks. */
  links: GraphLink[];
  /** Whether there is more than `tasks` contains. How much more is not counted: that would read everything that is finished. */
  truncated: boolean;
}

/** A task's place in the graph, before its row is read. */
interface Place {
  id: number;
  root: number;
  depth: number;
  is_open: boolean;
}

/**
 * Tasks and the links between them. With `root` (an id or ticket_ref): that task, the tasks below it down to `depth`, and as
 * outer nodes the tasks linked to any of these and the chain of `blocks` links that contains the root. Without it: the tasks
 * that have a parent, a child or a link, in the projects the actor may read; of finished tasks that only links join, those
 * among the newest of their project. Fails with `invalid` for an unknown root and `forbidden` for one of another project.
 */
export async function taskGraph(ctx: Context, query: TaskGraphQuery): Promise<TaskGraph> {
  authorize(ctx.actor, "task.read");
  const found = query.root === undefined ? await structures(ctx, query) : await below(ctx, query);
  const places = found.slice(0, query.limit);
  const tasks = await tasksAt(ctx, places);
  const links = await linksAmong(
    ctx,
    tasks.map((task) => task.id),
  );
  return { tasks, links, truncated: found.length > places.length };
}

/** The tasks at these places, in the order of the graph. */
async function tasksAt(ctx: Context, places: Place[]): Promise<TaskRow[]> {
  const rows = await ctx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${places.map(({ id }) => id)}::int[])`;
  const place = new Map(places.map((at) => [at.id, at]));
  return rows
    .flatMap(({ task }) => {
      const at = place.get(task.id);
      return at ? [{ task, at }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.at.is_open) - Number(a.at.is_open) ||
        b.at.root - a.at.root ||
        a.at.depth - b.at.depth ||
        (a.task.exec_order ?? Infinity) - (b.task.exec_order ?? Infinity) ||
        a.task.id - b.task.id,
    )
    .map(({ task }) => task);
}

const IS_OPEN = Prisma.sql`(t.archived_at IS NULL AND t.status NOT IN ('done', 'cancelled'))`;
const CHILDREN = (depth: number) => Prisma.sql`
  SELECT c.id, tree.root, tree.depth + 1 FROM tree JOIN tasks c ON c.parent_id = tree.id WHERE tree.depth < ${depth}`;

/**
 * The places of whole structures, up to one more than the limit. What is read grows with the limit and with the open work,
 * not with what is finished. Index: tasks_children_idx.
 */
async function structures(ctx: Context, query: TaskGraphQuery): Promise<Place[]> {
  const limited = projectLimitOf(ctx.actor);
  const project = limited ?? query.project_id ?? null;
  if (query.project_id !== undefined && query.project_id !== project) return [];
  const most = query.limit + 1;
  const open = await openRoots(ctx, query, project);
  const finished =
    query.finished && open.length < most ? await finishedRoots(ctx, query, project, open) : [];
  const roots = [...open, ...finished].slice(0, most);
  const places = await ctx.db.$queryRaw<Place[]>`
    SELECT tree.id, r.root, tree.depth, r.n <= ${open.length} AS is_open
    FROM unnest(${roots}::int[]) WITH ORDINALITY AS r (root, n) CROSS JOIN LATERAL (
      WITH RECURSIVE tree AS (
        SELECT t.id, 0 AS depth, t.archived_at FROM tasks t WHERE t.id = r.root
        UNION ALL
        SELECT c.id, tree.depth + 1, c.archived_at FROM tree CROSS JOIN LATERAL (
          SELECT tasks.id, tasks.archived_at FROM tasks WHERE tasks.parent_id = tree.id ORDER BY tasks.id LIMIT ${most}) c
        WHERE tree.depth < ${query.depth}
      )
      SELECT tree.id, tree.depth FROM tree WHERE ${query.archived} OR tree.archived_at IS NULL LIMIT ${most}
    ) tree LIMIT ${most}`;
  if (places.length === most) return places;
  return [...places, ...(await finishedBeside(ctx, query, places))].slice(0, most);
}

const someProjects = (project: number | null): Prisma.Sql =>
  project === null
    ? Prisma.sql`projects p`
    : Prisma.sql`(SELECT id FROM projects WHERE id = ${project}) p`;

/** The topmost tasks of structures with open work, the newest first. Index: tasks_open_idx. */
async function openRoots(
  ctx: Context,
  query: TaskGraphQuery,
  project: number | null,
): Promise<number[]> {
  const rows = await ctx.db.$queryRaw<{ root: number }[]>`
    SELECT o.root_id AS root FROM ${someProjects(project)} CROSS JOIN LATERAL (
      SELECT DISTINCT t.root_id FROM tasks t
      WHERE t.project_id = p.id AND ${IS_OPEN} AND (t.parent_id IS NOT NULL OR ${stands(query)})
      ORDER BY t.root_id DESC LIMIT ${query.limit + 1}
    ) o ORDER BY 1 DESC LIMIT ${query.limit + 1}`;
  return rows.map(({ root }) => root);
}

/**
 * The topmost tasks of structures without open work, the newest first: those with children, and of the newest tasks also those
 * with links alone, or all if loose ones are asked for. Index: tasks_groups_idx, tasks_live_idx, tasks_project_idx,
 * tasks_project_id_idx.
 */
async function finishedRoots(
  ctx: Context,
  query: TaskGraphQuery,
  project: number | null,
  open: number[],
): Promise<number[]> {
  const most = query.limit + 1;
  const here = project === null ? Prisma.sql`true` : Prisma.sql`project_id = ${project}`;
  const rows = await ctx.db.$queryRaw<{ root: number }[]>`
    SELECT id AS root FROM (
      SELECT g.id FROM ${someProjects(project)} CROSS JOIN LATERAL (
        SELECT t.id FROM tasks t
        WHERE t.project_id = p.id AND t.parent_id IS NULL AND t.children_total > 0 AND t.id <> ALL(${open}::int[])
        ORDER BY t.id DESC LIMIT ${most}
      ) g
      UNION
      SELECT t.id FROM (
        SELECT * FROM tasks WHERE ${here} AND (${query.archived ? Prisma.sql`true` : Prisma.sql`archived_at IS NULL`})
        ORDER BY id DESC LIMIT ${2 * most}
      ) t
      WHERE t.parent_id IS NULL AND t.id <> ALL(${open}::int[]) AND ${stands(query)}
    ) found ORDER BY id DESC LIMIT ${most}`;
  return rows.map(({ root }) => root);
}

/** Whether a task without a parent belongs to the graph. */
const stands = (query: TaskGraphQuery): Prisma.Sql => {
  if (query.loose) return Prisma.sql`true`;
  const parent = query.archived
    ? Prisma.sql`EXISTS (SELECT 1 FROM tasks c WHERE c.parent_id = t.id)`
    : Prisma.sql`t.children_total > 0`;
  // OFFSET 0 keeps the planner from reading all links into a hash.
  return Prisma.sql`(${parent} OR EXISTS (SELECT 1 FROM task_links l WHERE l.from_id = t.id OFFSET 0)
    OR EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = t.id OFFSET 0))`;
};

/** The tasks that are linked to open ones of these, and not among them. Index: task_links' two. */
async function finishedBeside(
  ctx: Context,
  query: TaskGraphQuery,
  places: Place[],
): Promise<Place[]> {
  const ids = places.flatMap(({ id, is_open }) => (is_open ? [id] : []));
  if (ids.length === 0) return [];
  return ctx.db.$queryRaw<Place[]>`
    SELECT DISTINCT beside.id, beside.root_id AS root, 0 AS depth, false AS is_open
    FROM unnest(${ids}::int[]) AS shown (id)
      CROSS JOIN LATERAL (SELECT t.id FROM tasks t WHERE t.id = shown.id AND ${IS_OPEN} OFFSET 0) t
      CROSS JOIN LATERAL (
        SELECT l.to_id AS id FROM task_links l WHERE l.from_id = t.id
        UNION ALL SELECT l.from_id FROM task_links l WHERE l.to_id = t.id
      ) l
      CROSS JOIN LATERAL (SELECT t.id, t.root_id FROM tasks t WHERE t.id = l.id AND ${liveness(query)} OFFSET 0) beside
    WHERE beside.id <> ALL(${places.map(({ id }) => id)}::int[])
    ORDER BY beside.id DESC LIMIT ${query.limit + 1}`;
}

/**
 * One task and what is below it, with linked tasks and the whole `blocks` chain. Index: tasks_children_idx, task_links' two.
 */
async function below(ctx: Context, query: TaskGraphQuery): Promise<Place[]> {
  const root = await findTaskOr(ctx, query.root as string | number, () =>
    invalid("root", `there is no task ${query.root}`, { fix: "name an id or ticket_ref" }),
  );
  authorize(ctx.actor, "task.read", { projectId: root.project_id });
  if (query.project_id !== undefined && query.project_id !== root.project_id) {
    throw invalid("root", `${root.ticket_ref} is in another project`, {
      fix: "leave out project_id",
    });
  }
  return ctx.db.$queryRaw<Place[]>`
    WITH RECURSIVE tree AS (
      SELECT ${root.id}::int AS id, ${root.id}::int AS root, 0 AS depth
      UNION ALL ${CHILDREN(query.depth)}
    ),
    inside AS (
      SELECT tree.*, bool_or(${IS_OPEN}) OVER () AS is_open FROM tree JOIN tasks t ON t.id = tree.id
      WHERE tree.depth = 0 OR ${liveness(query)}
    ),
    back AS (
      SELECT ${root.id}::int AS id
      UNION SELECT l.from_id FROM back JOIN task_links l ON l.to_id = back.id AND l.type = 'blocks'
    ),
    forth AS (
      SELECT ${root.id}::int AS id
      UNION SELECT l.to_id FROM forth JOIN task_links l ON l.from_id = forth.id AND l.type = 'blocks'
    ),
    outside AS (
      SELECT id FROM back UNION SELECT id FROM forth
      UNION SELECT l.to_id FROM inside JOIN task_links l ON l.from_id = inside.id
      UNION SELECT l.from_id FROM inside JOIN task_links l ON l.to_id = inside.id
    ),
    kept AS (
      SELECT * FROM inside WHERE depth = 0 OR is_open OR ${query.finished}
      UNION ALL
      SELECT t.id, ${root.id}::int, ${query.depth}::int + 1, (SELECT is_open FROM inside LIMIT 1)
      FROM outside JOIN tasks t ON t.id = outside.id
      WHERE t.id NOT IN (SELECT id FROM inside) AND ${liveness(query)} AND (${query.finished} OR ${IS_OPEN})
    )
    SELECT id, root, depth, is_open FROM kept ORDER BY depth, id LIMIT ${query.limit + 1}`;
}

const liveness = (query: TaskGraphQuery): Prisma.Sql =>
  query.archived ? Prisma.sql`true` : Prisma.sql`t.archived_at IS NULL`;

async function linksAmong(ctx: Context, ids: number[]): Promise<GraphLink[]> {
  if (ids.length < 2) return [];
  return ctx.db.$queryRaw<GraphLink[]>`
    SELECT l.id, l.type::text AS type, l.from_id, l.to_id FROM task_links l
    WHERE l.from_id = ANY(${ids}::int[]) AND l.to_id = ANY(${ids}::int[]) ORDER BY l.id`;
}
