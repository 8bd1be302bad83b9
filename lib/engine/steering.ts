import { authorize } from "@/lib/auth/permissions";
import { assertMaySteer } from "@/lib/auth/steering";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { RunRow } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import type { RuntimeName } from "@/lib/runtimes/runtime";
import { findMessage, messagesOf } from "@/lib/steering/find";
import { MESSAGE_JSON, type MessageRow, messageEvent } from "@/lib/steering/row";
import { lockOpenRun, openedBy, seenRun } from "@/lib/steering/run";
import type { ChangeMessageBody, SteerBody, Timing } from "@/lib/steering/schema";
import type { SteeringWire } from "@/lib/steering/shapes";
import { isClosed } from "@/lib/steering/withdraw";
import { steeringBy } from "./steering-rules";

/** As many messages may wait for one run: more, and nobody knows any more what it has heard. */
const MOST_WAITING = 20;

/** When a run takes messages, by its runtime, or by what its worker says of its program. Index: workers_pkey. */
export async function steeringOf(ctx: Context, run: RunRow): Promise<SteeringWire> {
  if (run.runtime !== "pull" && run.runtime !== "worker") {
    const runtime = await runtimeNamed(ctx.db, run.runtime as RuntimeName);
    return steeringBy(run, { capabilities: runtime?.capabilities ?? null, worker: null });
  }
  const [worker] = await ctx.db.$queryRaw<{ program: string | null; steers: Timing[] }[]>`
    SELECT program, steers FROM workers WHERE id = ${run.worker_id}::int`;
  return steeringBy(run, { capabilities: null, worker: worker ?? null });
}

/** What was said to a run, and when it takes more. */
export async function listMessages(
  ctx: Context,
  runId: number,
): Promise<{ messages: MessageRow[]; steering: SteeringWire }> {
  authorize(ctx.actor, "task.read");
  const run = await seenRun(ctx, runId);
  return { messages: await messagesOf(ctx.db, runId), steering: await steeringOf(ctx, run) };
}

/**
 * Says something to a run while it works. It is recorded, and delivered when the run can hear it. Fails with `conflict` and what to do
 * instead if the run cannot hear it then, or has twenty messages to hear; with `stale_run` if it is over; with `forbidden` for who may not.
 */
export async function steerRun(
  ctx: Context,
  { runId, text, when }: { runId: number } & SteerBody,
): Promise<MessageRow> {
  return ctx.transaction(async (tx) => {
    const seen = await seenRun(tx, runId);
    assertMaySteer(tx.actor, { projectId: seen.project_id, openedBy: await openedBy(tx.db, seen) });
    const run = await lockOpenRun(tx, seen);
    const timing = takes(await steeringOf(tx, run), run, when);
    const [row] = await tx.db.$queryRaw<{ message: MessageRow | null }[]>`
      WITH so_far AS (
        SELECT COALESCE(max(seq), 0) AS last, count(*) FILTER (WHERE state = 'waiting') AS waiting FROM run_messages WHERE run_id = ${runId}
      ), m AS (
        INSERT INTO run_messages (run_id, seq, task_id, timing, text, created_by)
        SELECT ${runId}, last + 1, ${run.task_id}::int, ${timing}::steer_timing, ${text.trim()}, ${tx.actor.name} FROM so_far
        WHERE waiting < ${MOST_WAITING} RETURNING *
      )
      SELECT ${MESSAGE_JSON} AS message FROM m`;
    if (!row?.message) {
      throw new DomainError("conflict", `${MOST_WAITING} messages wait for run ${runId} already`, {
        fix: "change or withdraw one of them",
      });
    }
    await record(tx, messageEvent("steering.created", row.message, run));
    return row.message;
  });
}

/**
 * Changes what a message says, or when it is to be heard, while it waits. Fails with `conflict` once the process that works on the run has
 * it, or if somebody else changed it since `version` was read.
 */
export async function changeMessage(
  ctx: Context,
  { runId, seq, text, when, version }: { runId: number; seq: number } & ChangeMessageBody,
): Promise<MessageRow> {
  return ctx.transaction(async (tx) => {
    const seen = await seenRun(tx, runId);
    assertMaySteer(tx.actor, { projectId: seen.project_id, openedBy: await openedBy(tx.db, seen) });
    const before = await findMessage(tx.db, runId, seq);
    if (before?.state !== "waiting") throw isClosed(before);
    const run = await lockOpenRun(tx, seen);
    const timing = when === undefined ? null : takes(await steeringOf(tx, run), run, when);
    const [row] = await tx.db.$queryRaw<{ message: MessageRow }[]>`
      UPDATE run_messages m SET text = COALESCE(${text?.trim() ?? null}, m.text), timing = COALESCE(${timing}::steer_timing, m.timing),
        version = m.version + 1, changed_at = clock_timestamp()
      WHERE m.run_id = ${runId} AND m.seq = ${seq} AND m.state = 'waiting' AND m.version = ${version ?? before.version}
      RETURNING ${MESSAGE_JSON} AS message`;
    if (!row) throw isClosed(await findMessage(tx.db, runId, seq));
    await record(tx, messageEvent("steering.updated", row.message, run));
    return row.message;
  });
}

/** The time at which the run is to hear it; refuses one that it does not take. */
function takes(steering: SteeringWire, run: RunRow, when: Timing | undefined): Timing {
  const timing = when ?? (steering.now ? "now" : "after_turn");
  if (steering[timing]) return timing;
  throw new DomainError("conflict", steering.reason ?? `Run ${run.id} takes no messages`, {
    reason: "cannot_be_steered",
    steering,
    fix: steering.after_turn
      ? "send it with when: after_turn"
      : `write a comment on ${run.task_ref ?? "its task"}, or cancel the run and say it with the next attempt`,
  });
}
