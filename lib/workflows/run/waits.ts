import { z } from "zod";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { isNotFound } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import type { EventRow } from "@/lib/events/types";
import { findTask } from "@/lib/tasks/find";
import { isTerminal, type TaskStatus } from "@/lib/tasks/lifecycle";
import { evaluate } from "@/lib/workflows/definition/expressions";
import type { Beginning } from "./begin";
import { queueLook } from "./due";
import type { StageWait } from "./rows";

/** Keeps a process watching for what stages wait for (`wait-watcher.ts`). */
export const WATCH_WAITS = { name: "watchWorkflowWaits", payload: z.strictObject({}) };

/**
 * Lets stages wait for an event that comes from now on, or for another task. Events are read from their table, by a process that watches only
 * while something waits.
 */
export async function watchFor(
  tx: TxContext,
  projectId: number,
  waits: readonly { stageId: number; wait: NonNullable<Beginning["wait"]> }[],
): Promise<void> {
  if (waits.length === 0) return;
  const rows: { id: number; wait: StageWait }[] = [];
  for (const { stageId, wait } of waits)
    rows.push({ id: stageId, wait: await stored(tx, projectId, wait) });
  await tx.db.$executeRaw`
    UPDATE workflow_stages s SET wait = r.wait || CASE WHEN r.wait ? 'event' THEN jsonb_build_object('after', (event_horizon() - 1)::text) ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id int, wait jsonb) WHERE s.id = r.id`;
  // Those that wait for what has happened already, and those whose task ends before anybody watches.
  for (const { id, wait } of rows) if (!("event" in wait)) await queueLook(tx.db, id);
  await addJob(tx.db, WATCH_WAITS, {}, { key: "workflow-waits" });
}

async function stored(
  tx: TxContext,
  projectId: number,
  wait: NonNullable<Beginning["wait"]>,
): Promise<StageWait> {
  if ("event" in wait) return { event: wait.event, where: wait.where, project: projectId };
  const task = await findTask(tx.db, wait.task).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (task?.project_id !== projectId)
    return { failed: `wait.task: there is no task ${wait.task} in this project` };
  const known = { task: task.id, task_ref: task.ticket_ref };
  return { ...known, ...cameOf(known.task_ref, task) };
}

const MAX_TEXT = 20_000;

/** What a task that was waited for came to; nothing while it is open. */
function cameOf(
  ref: string,
  task: { status: TaskStatus; resolution: string | null } | null,
): StageWait {
  if (task === null) return { failed: `${ref} was deleted` };
  if (!isTerminal(task.status)) return {};
  if (task.status === "done")
    return { met: { text: task.resolution?.slice(0, MAX_TEXT) ?? `${ref} is done`, output: null } };
  return { failed: `${ref} ${task.status === "failed" ? "failed" : "was cancelled"}` };
}

/** A stage that waits for something besides a time. */
export interface Waiting {
  id: number;
  wait: StageWait;
}

/** Index: workflow_stages_wait_idx. */
export async function waitingStages(db: Queryable): Promise<Waiting[]> {
  return db.$queryRaw<Waiting[]>`
    SELECT id, wait FROM workflow_stages
    WHERE wait IS NOT NULL AND settled_at IS NULL AND state = 'active' AND NOT wait ?| ARRAY['met', 'failed'] ORDER BY id`;
}

/** Whether an event may be what a stage waits for. */
export function mayMeet(waits: readonly Waiting[], { type, task_id }: EventRow): boolean {
  return waits.some(
    ({ wait }) => wait.event === type || (wait.task !== undefined && wait.task === task_id),
  );
}

const MOST_EVENTS = 500;

/**
 * Looks what has come of everything that stages wait for, and queues a look at those for which it came. `more` says that there may be further
 * events already.
 */
export async function meetWaits(ctx: Context): Promise<{ met: number; more: boolean }> {
  let met = 0;
  let more = false;
  for (const waiting of await waitingStages(ctx.db)) {
    const seen =
      waiting.wait.event === undefined ? await ofTask(ctx, waiting) : await ofEvent(ctx, waiting);
    more ||= seen.more;
    if (!seen.came) continue;
    met += 1;
  }
  return { met, more };
}

interface Seen {
  came: boolean;
  more: boolean;
}

/** Index: tasks_pkey. */
async function ofTask(ctx: Context, { id, wait }: Waiting): Promise<Seen> {
  const [task] = await ctx.db.$queryRaw<{ status: TaskStatus; resolution: string | null }[]>`
    SELECT status::text AS status, left(resolution, ${MAX_TEXT}::int) AS resolution FROM tasks WHERE id = ${wait.task}::int`;
  const came = cameOf(wait.task_ref ?? "the task", task ?? null);
  if (Object.keys(came).length === 0) return { came: false, more: false };
  await settleWait(ctx, id, came);
  return { came: true, more: false };
}

/** Index: events_pkey. */
async function ofEvent(ctx: Context, { id, wait }: Waiting): Promise<Seen> {
  const events = await ctx.db.$queryRaw<
    {
      id: bigint;
      data: Record<string, unknown>;
      actor: string;
      type: string;
      agent: string | null;
    }[]
  >`
    SELECT id, type, actor, agent, data FROM events
    WHERE id > ${wait.after ?? "0"}::bigint AND id < event_horizon() AND type = ${wait.event} AND project_id = ${wait.project ?? 0}::int ORDER BY id LIMIT ${MOST_EVENTS}`;
  for (const { id: eventId, type, actor, agent, data } of events) {
    const event = { id: Number(eventId), type, actor, agent, ...data };
    const answer = wait.where
      ? evaluate(wait.where, { event })
      : { ok: true as const, value: true };
    // A field that this event does not have is no match, and no error either.
    if (!answer.ok || answer.value !== true) continue;
    await settleWait(ctx, id, { met: { text: `${type} by ${actor}`, output: bounded(event) } });
    return { came: true, more: false };
  }
  const last = events.at(-1);
  if (last) {
    await ctx.db.$executeRaw`
      UPDATE workflow_stages SET wait = wait || jsonb_build_object('after', ${String(last.id)}::text) WHERE id = ${id}`;
  }
  return { came: false, more: events.length === MOST_EVENTS };
}

const MAX_OUTPUT = 20_000;
const bounded = (event: object): unknown =>
  JSON.stringify(event).length <= MAX_OUTPUT ? event : { type: (event as { type: string }).type };

async function settleWait(ctx: Context, id: number, came: StageWait): Promise<void> {
  await ctx.transaction(async (tx) => {
    const changed = await tx.db.$executeRaw`
      UPDATE workflow_stages SET wait = wait || ${JSON.stringify(came)}::jsonb WHERE id = ${id} AND state = 'active'`;
    if (changed > 0) await queueLook(tx.db, id);
  });
}
