import type { Context, TxContext } from "@/lib/core/context";
import { noteOutage, withEarlierTurns } from "@/lib/dispatch/finish";
import { parkRun } from "@/lib/dispatch/park";
import { callTermsOf } from "@/lib/engine/conversation.sql";
import { agentNamed, type LiveRun } from "@/lib/engine/live.sql";
import { type EndedRun, noteSettings, type RunOwner } from "@/lib/engine/owner";
import { type Failure, resultOf } from "@/lib/engine/terms";
import { lockRun } from "@/lib/requests/run.sql";
import { closeRun, settleUsage } from "@/lib/runs/record";
import { requeueTurn, saidBefore } from "@/lib/runs/turns.sql";
import { runKeyOf } from "@/lib/runtimes/run-key";
import type { RuntimeOutcome, RuntimeRequest } from "@/lib/runtimes/runtime";
import { settleJudgement } from "./judge";
import { MOST_CHARS_TOLD, type TurnDetails } from "./terms";

/** How many processes may stop while they work on a turn before it is given up. */
const MOST_LOST = 2;

/** Tells the run worker how to handle turns. */
export const turnRuns: RunOwner = {
  trigger: "direct",
  outlivesProcess: true,
  steers: true,
  request: requestFor,
  finish: finishTurn,
  park: parkRun,
};

/** The call of a turn. A model is told its conversation again; a gateway keeps it in a session. */
async function requestFor(
  ctx: Context,
  { run, runtime, agent: known, controller }: LiveRun,
): Promise<RuntimeRequest> {
  const details = run.details as unknown as TurnDetails;
  const agent = known ?? (await agentNamed(ctx.db, run.agent));
  const { parks, resumes, systemPrompt } = runtime.capabilities;
  const { continued, maxTokens } = parks
    ? await callTermsOf(ctx, run)
    : { continued: null, maxTokens: undefined };
  return {
    key: runKeyOf(run.id, details.lost),
    agentId: details.agent_id,
    sessionKey: details.session_key,
    purpose: "task",
    model: run.model,
    isModelOptional: details.model_optional,
    system: systemPrompt ? agent?.soul_content?.trim() || null : null,
    prompt: run.prompt ?? "",
    history: resumes ? [] : await saidBefore(ctx.db, run, MOST_CHARS_TOLD),
    mayAsk: parks,
    continued,
    maxTokens,
    signal: controller.signal,
    timeoutMs: Math.max(1_000, Date.parse(details.deadline_at) - ctx.clock.now().getTime()),
  };
}

/**
 * Records how a turn ended. It is not tried again by itself after an error: whoever asked decides that. One whose process stopped is
 * put back into its queue, once. If it was closed meanwhile, only its tokens are added.
 */
async function finishTurn(ctx: Context, ended: EndedRun, outcome: RuntimeOutcome): Promise<void> {
  const { run } = ended;
  await noteSettings(ctx, run, outcome);
  await noteOutage(ctx, run, outcome);
  const failure = failureOf(outcome);
  const again = failure && interruption(ended, failure);
  await ctx.transaction(async (tx) => {
    if (failure && (await isBegunAgain(tx, run))) return;
    if (again && (await requeueTurn(tx, run.id, again))) return;
    const result = withEarlierTurns(run, resultOf(outcome, failure));
    const closed = await closeRun(tx, run.id, result);
    if (closed) await settleJudgement(tx, closed, outcome.output);
    else await settleUsage(tx, run.id, result);
  });
}

/**
 * Whether the turn was put back because this process seemed dead, so that its failure says nothing any more: another process begins it,
 * or has begun it. Its answer would still count.
 */
async function isBegunAgain(tx: TxContext, { id, started_at }: EndedRun["run"]): Promise<boolean> {
  const present = await lockRun(tx.db, id);
  if (present?.outcome !== null) return false;
  return present.state === "queued" || present.started_at !== started_at;
}

/** What is noted of a turn that is to be begun again, because its process stopped or was lost; null for any other end. */
function interruption(
  { run, isStopping }: EndedRun,
  { errorClass }: Failure<"empty_answer">,
): Record<string, unknown> | null {
  if (errorClass === "cancelled" && isStopping) return {};
  const lost = Number(run.details.lost ?? 0) + 1;
  return errorClass === "lost" && lost < MOST_LOST ? { lost } : null;
}

function failureOf(outcome: RuntimeOutcome): Failure<"empty_answer"> | null {
  if (outcome.status === "failed") return outcome;
  if (outcome.output.trim() !== "") return null;
  return { errorClass: "empty_answer", error: "the agent answered nothing", retryAfterMs: null };
}
