import { termsOf } from "@/lib/auth/permissions";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { MAX_INT, storable } from "@/lib/core/fields";
import { idOrRef } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { hashOf } from "./create";
import type { CompleteInput } from "./report";

/** `run.completed`, and the change of the task. */
const EVENTS = 2;

/**
 * Hands in the work on a claimed task that stands alone (prisma/sql/reports-alone.sql), in one statement. Returns null, having
 * changed nothing, for any other task, for who may not report on it, and for a report of tokens or cost, which needs prices.
 */
export async function handInAlone(ctx: Context, input: CompleteInput): Promise<TaskRow | null> {
  const terms = termsOf(ctx.actor, "task.report");
  const { tokensIn, tokensOut, costUsd, model } = input.usage ?? {};
  if (terms === null || (tokensIn ?? tokensOut ?? costUsd ?? model) != null) return null;
  if (input.runId !== undefined && input.runId > MAX_INT) return null;
  const { id, ticketRef } = idOrRef(input.ref);
  const said = input.resolution ?? null;
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ task: TaskRow | null }[]>`
        SELECT hand_in_alone(${id}::int, ${ticketRef}, ${terms.agent}, ${terms.projectId}::int, ${terms.runId}::int,
          ${input.runId ?? null}::int, ${said}, ${hashOf(said)}, ${said === null ? null : storable(said)}, ${input.outcome ?? null},
          ${input.actualHours ?? null}::double precision, ${config.coordinatorAgent ?? null}, ${ordinal}::int,
          ${ctx.actor.name}, ${ctx.actor.kind}) AS task`;
      return row?.task ?? null;
    },
    (task) => task !== null,
    EVENTS,
  );
}
