import { isAgent, termsOf } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { RunRow } from "@/lib/runs/wire";
import type { Feedback } from "@/lib/tasks/comments/feedback";
import { idOrRef } from "@/lib/tasks/find";
import { CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";

/** `run.started`, and the change of the task. */
const EVENTS = 2;

interface ClaimedAlone {
  task: TaskRow;
  run: RunRow;
  feedback: Feedback[];
}

/**
 * Claims one task that has nothing above it (prisma/sql/claim-alone.sql), in one statement. Returns null, having changed nothing, for
 * any other task, for an agent that is not known yet, and for whatever a claim refuses.
 */
export async function claimAlone(
  ctx: Context,
  input: { ref: TaskRef; agent?: string; maxCapacity?: number },
): Promise<ClaimedAlone | null> {
  const { actor } = ctx;
  const terms = termsOf(actor, "task.claim");
  const agent = input.agent ?? agentNameOf(actor);
  if (terms === null || terms.runId !== null) return null;
  if (terms.agent !== null && terms.agent !== agent) return null;
  const { id, ticketRef } = idOrRef(input.ref);
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ claim: ClaimedAlone | null }[]>`
        SELECT claim_alone(${id}::int, ${ticketRef}, ${terms.projectId}::int, ${agent}, ${input.maxCapacity ?? null}::int,
          ${isAgent(actor)}, ${CLAIM_LEASE_MS}::int, ${ordinal}::int, ${actor.name}, ${actor.kind}) AS claim`;
      return row?.claim ?? null;
    },
    (claim) => claim !== null,
    EVENTS,
  );
}
