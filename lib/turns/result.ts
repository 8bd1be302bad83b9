import { type AgentRef, findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { readRun } from "@/lib/runs/queries";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import { type RunWithTexts, runToWire } from "@/lib/runs/wire";
import type { TurnResult } from "./shapes";

/**
 * The answer of an agent's latest turn, or of the given one. There is a text only if that turn succeeded: of one that failed or is open,
 * `problem` says so, and no earlier answer stands in for it.
 */
export async function resultOfAgent(
  ctx: Context,
  ref: AgentRef,
  runId?: number,
): Promise<TurnResult> {
  authorize(ctx.actor, "task.read");
  const { name } = await findAgent(ctx.db, ref);
  const run = runId === undefined ? await latestTurn(ctx, name) : await readRun(ctx, runId);
  if (run && run.agent !== name) throw invalid("run_id", `is a run of ${run.agent}`);
  if (!run)
    return { agent: name, run: null, text: null, problem: `${name} was not asked anything yet` };
  const problem = problemOf(run);
  return { agent: name, run: runToWire(run), text: problem === null ? run.output : null, problem };
}

/** Why a run has no answer to go on with; null if it has one. */
export function problemOf(run: RunWithTexts): string | null {
  const which = `Run ${run.id} of ${run.agent}`;
  if (run.outcome === null) return `${which} is ${IN_WORDS[run.state]}`;
  if (run.outcome !== "succeeded")
    return `${which} ${run.outcome.replace("_", " ")}${run.error ? `: ${run.error}` : ""}`;
  if (run.output?.trim()) return null;
  return `${which} succeeded, and what it said was removed because of its age`;
}

const IN_WORDS = {
  queued: "still waiting in the queue",
  running: "still running",
  waiting: "waiting for a person's answer",
  answered: "about to go on",
} as const;

/** Index: runs_turns_idx. */
async function latestTurn({ db, actor }: Context, agent: string): Promise<RunWithTexts | null> {
  const limit = projectLimitOf(actor);
  const [row] = await db.$queryRaw<{ run: RunWithTexts }[]>`
    SELECT ${RUN_WITH_TEXTS_JSON} AS run FROM runs r
    WHERE r.agent = ${agent} AND r.queued_at IS NOT NULL AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)
    ORDER BY r.agent DESC, r.id DESC LIMIT 1`;
  return row?.run ?? null;
}
