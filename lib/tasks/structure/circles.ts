import type { TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import type { TaskRow } from "@/lib/tasks/row";

/** The start or the finish of a task, as `12s` or `12f`. */
type Point = string;
const start = (id: number): Point => `${id}s`;
const finish = (id: number): Point => `${id}f`;

/** The graph of everything that the finish of the given tasks needs: what each point needs directly (`task_needs`). */
async function needsOf(tx: TxContext, ids: number[]): Promise<Map<Point, Point[]>> {
  const rows = await tx.db.$queryRaw<{ point: Point; need: Point }[]>`
    WITH RECURSIVE reach AS (
      SELECT id, true AS to_finish FROM unnest(${ids}::int[]) AS id
      UNION
      SELECT n.id, n.to_finish FROM reach r CROSS JOIN LATERAL task_needs(r.id, r.to_finish) n
    )
    SELECT r.id || CASE WHEN r.to_finish THEN 'f' ELSE 's' END AS point,
           n.id || CASE WHEN n.to_finish THEN 'f' ELSE 's' END AS need
    FROM reach r CROSS JOIN LATERAL task_needs(r.id, r.to_finish) n`;
  const needs = new Map<Point, Point[]>();
  for (const { point, need } of rows) {
    const known = needs.get(point);
    if (known) known.push(need);
    else needs.set(point, [need]);
  }
  return needs;
}

/** The tasks on the shortest path by which `from` needs `to`, from last to first, or null if there is none. */
function wayBetween(needs: Map<Point, Point[]>, from: Point, to: Point): number[] | null {
  const reachedFrom = new Map<Point, Point>();
  const queue = [from];
  for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
    for (const need of needs.get(point) ?? []) {
      if (reachedFrom.has(need)) continue;
      reachedFrom.set(need, point);
      if (need !== to) queue.push(need);
      else return tasksOn(reachedFrom, from, to);
    }
  }
  return null;
}

function tasksOn(reachedFrom: Map<Point, Point>, from: Point, to: Point): number[] {
  const ids: number[] = [];
  let point: Point | undefined = to;
  do {
    const id = Number.parseInt(point, 10);
    if (ids.at(-1) !== id) ids.push(id);
    point = reachedFrom.get(point);
  } while (point !== undefined && point !== from);
  const first = Number.parseInt(from, 10);
  return ids.at(-1) === first ? ids : [...ids, first];
}

/** Fails with `invalid` if the link `from blocks to` would close a circle through links, parents or steps, naming the circle. */
export async function assertNoBlockCircle(
  tx: TxContext,
  from: TaskRow,
  to: TaskRow,
): Promise<void> {
  if (from.id === to.id) throw invalid("to", `${to.ticket_ref} cannot block itself`);
  const way = wayBetween(await needsOf(tx, [from.id]), finish(from.id), start(to.id));
  if (way) throw await circle(tx, "to", [from.id, ...way]);
}

/**
 * Fails with `invalid` on `field` if the new places of these tasks close a circle, so that work waits for itself through parents, steps
 * or links. Names the circle.
 */
export async function assertNoCircleThrough(
  tx: TxContext,
  field: string,
  tasks: TaskRow[],
): Promise<void> {
  const needs = await needsOf(
    tx,
    tasks.map((task) => task.id),
  );
  for (const { id } of tasks) {
    const way =
      wayBetween(needs, start(id), start(id)) ?? wayBetween(needs, finish(id), finish(id));
    if (way) throw await circle(tx, field, way);
  }
}

async function circle(tx: TxContext, field: string, ids: number[]) {
  const rows = await tx.db.$queryRaw<{ id: number; ticket_ref: string }[]>`
    SELECT id, ticket_ref FROM tasks WHERE id = ANY(${ids}::int[])`;
  const refs = new Map(rows.map((row) => [row.id, row.ticket_ref]));
  return invalid(field, `would close a circle: ${ids.map((id) => refs.get(id)).join(" → ")}`);
}
