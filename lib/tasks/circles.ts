import type { TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import type { TaskRow } from "./row";

/** The start or the finish of a task, as `12s` or `12f`. */
type Point = string;
const start = (id: number): Point => `${id}s`;
const finish = (id: number): Point => `${id}f`;

/** What each point needs before it, for everything that the finish of the given tasks needs (`task_needs`). */
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

/** The tasks on the shortest way on which `from` needs `to`, from the last to the first, or null when it does not. */
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

/** Refuses a `from blocks to` link that would close a circle, through links, parents or steps, and names it. */
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
 * Refuses places of tasks, just taken, that close a circle: work that waits, through parents, steps or links, for its own
 * end. Names the circle on `field`.
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
