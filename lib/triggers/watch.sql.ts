import type { Queryable } from "@/lib/core/database";
import type { EventRow } from "@/lib/events/types";
import type { TriggerModel } from "@/prisma/generated/models";

/** The name under which it is kept how far events were read for triggers (lib/events/readers.ts). */
export const TRIGGER_READER = "triggers";

/** A trigger that watches what happens in Baton. */
export type Watching = Pick<
  TriggerModel,
  "id" | "name" | "projectId" | "kind" | "match" | "template" | "afterEvent"
> &
  Pick<TriggerModel, "maxPerHour" | "hourStartedAt" | "hourCount" | "limitedAt">;

/** The triggers that watch. Index: none; triggers are few. */
export async function watchingTriggers(db: Queryable): Promise<Watching[]> {
  return db.$queryRaw<Watching[]>`
    SELECT id, name, project_id AS "projectId", kind, match, template, after_event AS "afterEvent",
      max_per_hour AS "maxPerHour", hour_started_at AS "hourStartedAt", hour_count AS "hourCount", limited_at AS "limitedAt"
    FROM triggers WHERE kind <> 'webhook' AND paused_at IS NULL ORDER BY id`;
}

/** How far events were read, null when nothing watches. Nobody else reads them for triggers until the transaction ends. */
export async function lockPosition(db: Queryable): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ position: bigint }[]>`
    SELECT position FROM event_readers WHERE name = ${TRIGGER_READER} FOR UPDATE`;
  return row?.position ?? null;
}

/** What triggers of these kinds may fire on. */
export interface Wanted {
  /** The statuses that tasks may enter; none when no trigger is about them. */
  statuses: readonly string[];
  children: boolean;
  budgets: boolean;
}

/** The events within a window that may fire a trigger, oldest first. The conditions are those of conditions.ts. Index: events_pkey. */
export async function wantedEvents(
  db: Queryable,
  after: bigint,
  through: bigint,
  { statuses, children, budgets }: Wanted,
): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT id, type, project_id, task_id, agent, run_id, actor, actor_kind, version, data, created_at
    FROM events WHERE id > ${after} AND id <= ${through} AND version > 0 AND (
      category = 'task' AND (
        data->>'status' = ANY(${[...statuses]}::text[]) AND (type = 'task.created' OR data->>'previous_status' <> data->>'status')
        OR ${children} AND data->>'children_finished' = 'true')
      OR ${budgets} AND (
        type IN ('run.completed', 'run.updated') AND data->'run'->>'outcome' IS NOT NULL
        OR type IN ('agent.updated', 'project.updated', 'settings.updated')))
    ORDER BY id`;
}

/** The agents whose runs began the trees that these runs belong to, by run; those of no tree are left out. Index: runs_pkey. */
export async function leadersOf(
  db: Queryable,
  runIds: readonly number[],
): Promise<Map<number, string>> {
  if (runIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: number; led_by: string }[]>`
    SELECT id, led_by FROM runs WHERE id = ANY(${[...runIds]}::int[]) AND led_by IS NOT NULL`;
  return new Map(rows.map(({ id, led_by }) => [id, led_by]));
}

/**
 * How many triggers stand before each of these tasks: that of the delivery which created it, or what it hangs below, or what it
 * follows. Null for a task that no trigger had a part in. With `children`, those that its children descend from count too. Indexes:
 * tasks_pkey, task_links_to_id_idx, tasks_children_idx, trigger_deliveries_task_id_idx.
 */
export async function depthOf(
  db: Queryable,
  taskId: number,
  { children }: { children: boolean },
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ depth: number | null }[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id FROM tasks WHERE id = ${taskId} OR (${children} AND parent_id = ${taskId})
      UNION
      SELECT n.id, n.parent_id FROM line CROSS JOIN LATERAL (
        SELECT p.id, p.parent_id FROM tasks p WHERE p.id = line.parent_id
        UNION ALL
        SELECT b.id, b.parent_id FROM tasks t JOIN task_links l ON l.to_id = t.id AND l.type = 'blocks' JOIN tasks b ON b.id = l.from_id
        WHERE t.id = line.id AND t.metadata->>'follows' = b.ticket_ref
      ) n
    )
    SELECT max(d.depth) AS depth FROM line JOIN trigger_deliveries d ON d.task_id = line.id`;
  return row?.depth ?? null;
}

/** The long texts of tasks, which events do not carry, by the task's id. Index: tasks_pkey. */
export async function longTexts(
  db: Queryable,
  ids: readonly number[],
): Promise<Map<number, Record<string, string | null>>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: number; texts: Record<string, string | null> }[]>`
    SELECT id, jsonb_build_object('description', left(description, 20000), 'acceptance_criteria', left(acceptance_criteria, 20000),
      'resolution', left(resolution, 20000), 'error_message', left(error_message, 20000)) AS texts
    FROM tasks WHERE id = ANY(${[...ids]}::int[])`;
  return new Map(rows.map(({ id, texts }) => [id, texts]));
}
