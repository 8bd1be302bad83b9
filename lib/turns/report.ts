import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { outcomeOf } from "@/lib/dispatch/end-claimed";
import { lockRun } from "@/lib/requests/run.sql";
import { findRunHead, readRunHead } from "@/lib/runs/queries";
import { closeRun, isCalledTurn, type RunResult } from "@/lib/runs/record";
import type { EndRun } from "@/lib/runs/schema";
import { requeueTurn } from "@/lib/runs/turns.sql";
import { addUsage } from "@/lib/runs/usage";
import type { RunRow } from "@/lib/runs/wire";
import { settleJudgement } from "./judge";
import type { CompleteTurn } from "./schema";

/** Ends a turn that its agent took with the agent's answer. Fails with `stale_run` if it is over or was put back, and with `conflict` while it asks people. */
export async function completeTurn(
  ctx: Context,
  runId: number,
  answer: CompleteTurn,
): Promise<RunRow> {
  return report(ctx, runId, async (tx) => {
    const { output } = answer;
    const closed = await closeRun(tx, runId, { outcome: "succeeded", output, ...usageOf(answer) });
    if (closed) await settleJudgement(tx, closed, output);
    return closed;
  });
}

/** Ends such a turn without an answer. One that is handed back (`cancelled`) waits in the queue again, at its old place. */
export async function failTurn(ctx: Context, runId: number, ended: EndRun): Promise<RunRow> {
  const { error_class: errorClass, error, output } = ended;
  return report(ctx, runId, async (tx, run) => {
    if (errorClass !== "cancelled") {
      const outcome = outcomeOf(errorClass);
      const said = { output: output ?? null, error, errorClass };
      return closeRun(tx, runId, { outcome, ...said, ...usageOf(ended) });
    }
    if (ended.tokens_in !== undefined || ended.tokens_out !== undefined) {
      await addUsage(tx, {
        agent: run.agent,
        runId,
        model: ended.model ?? run.model ?? "unknown",
        tokensIn: ended.tokens_in ?? 0,
        tokensOut: ended.tokens_out ?? 0,
        costUsd: ended.cost_usd,
      });
    }
    return (await requeueTurn(tx, runId)) ? findRunHead(tx.db, runId) : null;
  });
}

type Used = Pick<EndRun, "model" | "tokens_in" | "tokens_out" | "cost_usd">;

const usageOf = (used: Used): Pick<RunResult, "model" | "tokensIn" | "tokensOut" | "costUsd"> => ({
  model: used.model ?? null,
  tokensIn: used.tokens_in ?? null,
  tokensOut: used.tokens_out ?? null,
  costUsd: used.cost_usd ?? null,
});

async function report(
  ctx: Context,
  runId: number,
  end: (tx: TxContext, run: RunRow) => Promise<RunRow | null>,
): Promise<RunRow> {
  const { agent, project_id: projectId } = await readRunHead(ctx, runId);
  authorize(ctx.actor, "task.report", {
    agent,
    projectId: projectId ?? undefined,
    taskRunId: runId,
  });
  return ctx.transaction(async (tx) => {
    const run = await lockRun(tx.db, runId);
    const isTaken =
      run !== null && run.queued_at !== null && run.outcome === null && run.state !== "queued";
    const ended = isTaken && !isCalledTurn(run) ? await end(tx, run) : null;
    if (ended) return ended;
    throw new DomainError("stale_run", `Run ${runId} is no turn that ${agent} has in hand`, {
      run_id: runId,
      fix: "drop this work and poll the queue again",
    });
  });
}
