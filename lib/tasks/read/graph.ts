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
  /** The total number of tasks; if `truncated`, more than `tasks` contains. */
  total: number;
  truncated: boolean;
}

/**
 * Tasks and the links between them. With `root` (an id or ticket_ref): that task, the tasks below it down to `depth`, and as
 * outer nodes the tasks linked to any of these and the chain of `blocks` links that contains the root. Without it: every
 * task that has a parent, a child or a link, in the projects the actor may read. Fails with `invalid` for an unknown root
 * and `forbidden` for one of another project.
 */
export async function taskGraph(ctx: Context, query: TaskGraphQuery): Promise<TaskGraph> {
  authorize(ctx.actor, "task.read");
  const tree = query.root === undefined ? structures(ctx, query) : await below(ctx, query);
  const rows = await ctx.db.$queryRaw<{ task: TaskRow; total: number }[]>`
    WITH RECURSIVE ${tree}, shown AS (
      SELECT id, root, depth, is_open, count(*) OVER ()::int AS total FROM kept
      ORDER BY is_open DESC, root DESC, depth, id LIMIT ${query.limit}
    )
    SELECT ${TASK_JSON} AS task, shown.total FROM shown JOIN tasks t ON t.id = shown.id JOIN projects p ON p.id = t.project_id
    ORDER BY shown.is_open DESC, shown.root DESC, shown.depth, t.exec_order NULLS LAST, t.id`;
  const tasks = rows.map((row) => row.task);
  const total = rows[0]?.total ?? 0;
  return {
    tasks,
    links: await linksAmong(
      ctx,
      tasks.map((task) => task.id),
    ),
    total,
    truncated: total > tasks.length,
  };
}

const IS_OPEN = Prisma.sql`(t.archived_at IS NULL AND t.status NOT IN ('done', 'cancelled'))`;
const CHILDREN = (depth: number) => Prisma.sql`
  SELECT c.id, tree.root, tree.depth + 1 FROM tree JOIN tasks c ON c.parent_id = tree.id WHERE tree.depth < ${depth}`;

/** All structures, from the topmost tasks down. Index: tasks_parent_idx, tasks_pkey. */
function structures(ctx: Context, query: TaskGraphQuery): Prisma.Sql {
  const within: Prisma.Sql[] = [Prisma.sql`t.parent_id IS NULL`];
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null) within.push(Prisma.sql`t.project_id = ${limit}`);
  if (query.project_id !== undefined) within.push(Prisma.sql`t.project_id = ${query.project_id}`);
  const from = query.loose
    ? Prisma.sql`tasks t`
    : Prisma.sql`(SELECT parent_id AS id FROM tasks WHERE parent_id IS NOT NULL UNION SELECT id FROM linked) part
        JOIN tasks t ON t.id = part.id`;
  return Prisma.sql`
    linked AS (SELECT from_id AS id, to_id AS other FROM task_links UNION ALL SELECT to_id, from_id FROM task_links),
    tree AS (
      SELECT t.id, t.id AS root, 0 AS depth FROM ${from} WHERE ${Prisma.join(within, " AND ")}
      UNION ALL ${CHILDREN(query.depth)}
    ),
    placed AS (
      SELECT tree.*, bool_or(${IS_OPEN}) OVER (PARTITION BY tree.root) AS is_open
      FROM tree JOIN tasks t ON t.id = tree.id
      WHERE ${liveness(query)} AND (tree.depth > 0 OR ${query.loose || query.archived} OR t.children_total > 0
        OR tree.id IN (SELECT id FROM linked))
    ),
    kept AS (
      SELECT * FROM placed WHERE ${query.finished} OR is_open
        OR id IN (SELECT linked.id FROM linked JOIN tasks t ON t.id = linked.other WHERE ${IS_OPEN})
    )`;
}

/**
 * One task and what is below it, with linked tasks and the whole `blocks` chain. Index: tasks_parent_idx, task_links' two.
 */
async function below(ctx: Context, query: TaskGraphQuery): Promise<Prisma.Sql> {
  const root = await findTaskOr(ctx, query.root as string | number, () =>
    invalid("root", `there is no task ${query.root}`, { fix: "name an id or ticket_ref" }),
  );
  authorize(ctx.actor, "task.read", { projectId: root.project_id });
  if (query.project_id !== undefined && query.project_id !== root.project_id) {
    throw invalid("root", `${root.ticket_ref} is in another project`, {
      fix: "leave out project_id",
    });
  }
  return Prisma.sql`
    tree AS (
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
    )`;
}

const liveness = (query: TaskGraphQuery): Prisma.Sql =>
  query.archived ? Prisma.sql`true` : Prisma.sql`t.archived_at IS NULL`;

async function linksAmong(ctx: Context, ids: number[]): Promise<GraphLink[]> {
  if (ids.length < 2) return [];
  return ctx.db.$queryRaw<GraphLink[]>`
    SELECT l.id, l.type::text AS type, l.from_id, l.to_id FROM task_links l
    WHERE l.from_id = ANY(${ids}::int[]) AND l.to_id = ANY(${ids}::int[]) ORDER BY l.id`;
}
