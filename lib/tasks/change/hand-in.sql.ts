import { termsOf } from "@/lib/auth/permissions";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { MAX_INT, storable } from "@/lib/core/fields";
import { hasAnswerLines } from "@/lib/rounds/answer-lines";
import { idOrRef } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { hashOf } from "./create";
import type { CompleteInput } from "./report";

/** `run.completed`, and the change of the task. */
const EVENTS = 2;
/** The progress of its parent. */
const EVENTS_OF_PARENT = 1;

/**
 * Hands in the work on a claimed task that stands alone, or from which nothing follows but that its parent counts one more
 * (prisma/sql/hand-in-alone.sql), in one statement. Returns null, having
 * changed nothing, for any other task, for who may not report on it, for a report of tokens or cost, which needs prices, and for one that
 * answers comments.
 */
export async function handInAlone(ctx: Context, input: CompleteInput): Promise<TaskRow | null> {
  const terms = termsOf(ctx.actor, "task.report");
  if (terms === null || !isPlain(input)) return null;
  const work = workOf(input);
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ task: TaskRow | null }[]>`
        SELECT hand_in_alone(${work.id}::int, ${work.ref}, ${terms.agent}, ${terms.projectId}::int, ${terms.runId}::int,
          ${work.run}::int, ${work.said}, ${work.hash}, ${work.output}, ${work.outcome}, ${work.hours}::double precision,
          ${config.coordinatorAgent ?? null}, ${config.hasRuntime}, ${ordinal}::int, ${ctx.actor.name}, ${ctx.actor.kind}) AS task`;
      return row?.task ?? null;
    },
    (task) => task !== null,
    EVENTS + EVENTS_OF_PARENT,
  );
}

/**
 * Hands in several works in their order, in one statement and one transaction, up to the first for which `handInAlone` would return
 * null. Returns the tasks of those that were handed in.
 */
export async function handInManyAlone(
  ctx: Context,
  inputs: readonly CompleteInput[],
): Promise<TaskRow[]> {
  const terms = termsOf(ctx.actor, "task.report");
  const firstOther = inputs.findIndex((input) => !isPlain(input));
  const works = inputs.slice(0, firstOther === -1 ? inputs.length : firstOther).map(workOf);
  if (terms === null || works.length === 0) return [];
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ tasks: TaskRow[] }[]>`
        SELECT hand_in_many_alone(${JSON.stringify(works)}::jsonb, ${terms.agent}, ${terms.projectId}::int, ${terms.runId}::int,
          ${config.coordinatorAgent ?? null}, ${config.hasRuntime}, ${ordinal}::int, ${ctx.actor.name}, ${ctx.actor.kind}) AS tasks`;
      return row?.tasks ?? [];
    },
    (tasks) => tasks.length > 0,
    EVENTS * works.length,
  );
}

function isPlain(input: CompleteInput): boolean {
  const { runId, resolution, answers, usage } = input;
  const { tokensIn, tokensOut, costUsd, model } = usage ?? {};
  const isAnswering = !!answers?.length || (resolution !== undefined && hasAnswerLines(resolution));
  return (
    (tokensIn ?? tokensOut ?? costUsd ?? model) == null &&
    (runId === undefined || runId <= MAX_INT) &&
    !isAnswering
  );
}

function workOf({ ref, runId, resolution, outcome, actualHours }: CompleteInput) {
  const { id, ticketRef } = idOrRef(ref);
  const said = resolution ?? null;
  return {
    id,
    ref: ticketRef,
    run: runId ?? null,
    said,
    hash: hashOf(said),
    output: said === null ? null : storable(said),
    outcome: outcome ?? null,
    hours: actualHours ?? null,
  };
}
