import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { answersAbout } from "@/lib/requests/answers";
import { takeUpAnswered } from "@/lib/requests/run.sql";
import type { TaskRow } from "@/lib/tasks/row";

/**
 * Refuses the result of an agent whose question was answered and that has not heard the answer, which the refusal brings: what it hands in
 * was made without it. A worker hears answers by its next poll, and calls its program again. Index: runs_pkey, workers_pkey.
 */
export async function assertHeardAnswers(tx: TxContext, task: TaskRow): Promise<void> {
  if (task.run_id === null || agentNameOf(tx.actor) !== task.assigned_to) return;
  const [run] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT r.id FROM runs r WHERE r.id = ${task.run_id} AND r.outcome IS NULL AND r.state = 'answered' AND r.trigger = 'claim'
      AND NOT EXISTS (SELECT 1 FROM workers w WHERE w.id = r.worker_id AND w.program IS NOT NULL)`;
  if (!run) return;
  throw new DomainError(
    "conflict",
    `What you asked about ${task.ticket_ref} was answered, and you have not heard the answer`,
    {
      reason: "answer_unheard",
      run_id: run.id,
      answers: await answersAbout(tx.db, task.id),
      fix: "read `answers` of this refusal, work by them, and hand in again",
    },
  );
}

/** Does the work, and notes that an agent has heard the answer that a refusal of it brought: its run goes on. */
export async function hearing<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.details.reason === "answer_unheard")
      await takeUpAnswered(ctx.db, Number(error.details.run_id));
    throw error;
  }
}
