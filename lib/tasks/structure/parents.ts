import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { ParentWire } from "@/lib/tasks/shapes";
import { BEST_OF } from "./best-of.sql";

/** The given tasks as parents, in one statement; the unknown and those of other projects are left out. Index: tasks_children_idx, tasks_pkey. */
export async function parentsOf(ctx: Context, ids: number[]): Promise<ParentWire[]> {
  const limit = projectLimitOf(ctx.actor);
  const mine = limit === null ? Prisma.sql`true` : Prisma.sql`t.project_id = ${limit}`;
  return ctx.db.$queryRaw<ParentWire[]>`
    WITH RECURSIVE line AS (
      SELECT t.id AS target, t.parent_id AS id, 1 AS depth FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND ${mine}
      UNION ALL SELECT line.target, p.parent_id, line.depth + 1 FROM line JOIN tasks p ON p.id = line.id
    )
    SELECT t.id, t.ticket_ref, t.title, t.status::text AS status,
           ARRAY(SELECT c.exec_order FROM tasks c WHERE c.parent_id = t.id AND c.archived_at IS NULL
                 AND c.exec_mode = 'seq' AND c.exec_order IS NOT NULL ORDER BY c.exec_order) AS orders,
           CASE WHEN t.metadata ? ${BEST_OF} THEN (SELECT count(*)::int FROM tasks c WHERE c.parent_id = t.id) END AS best_of,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'ticket_ref', a.ticket_ref, 'title', a.title) ORDER BY line.depth DESC)
                     FROM line JOIN tasks a ON a.id = line.id WHERE line.target = t.id), '[]') AS ancestors
    FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND ${mine} ORDER BY t.id`;
}
