import { sawAgent } from "@/lib/agents/presence";
import type { AgentRow } from "@/lib/agents/row";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { reserveForRun } from "@/lib/runs/budget";
import { evidenceOfTask } from "@/lib/runs/evidence/evidence";
import { REVIEW_TASK, RUN_AEGIS_REVIEWS } from "@/lib/runs/jobs";
import { openRun } from "@/lib/runs/record";
import type { RunWithTexts } from "@/lib/runs/wire";
import { agentIdOf } from "@/lib/runtimes/choose";
import type { Runtime } from "@/lib/runtimes/runtime";
import { feedbackFor } from "@/lib/tasks/comments/feedback";
import { lockIfThere } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { anyReviewerUsable, pickReviewer } from "./pick";
import { reviewPrompt } from "./prompt";
import { isAsked, queueReview, roundOf, roundState, sayWaiting, unattendedReviews } from "./round";
import { isFull, type VerdictDetails, verdictRuns } from "./verdict-runs";

const ANSWER_WITHIN_MS = 3 * 60_000;
const QUEUE_AT_ONCE = 1_000;

export interface ReviewJob {
  taskId: number;
  /** The resolution to judge. The job does nothing if the task has another one by now. */
  resolutionHash: string | null;
}

/** `begun`; `waits` for a person, settings or a free reviewer; `skipped` because there was nothing to do. */
export type ReviewStep = "begun" | "waits" | "skipped";

type Begun = { run: RunWithTexts; runtime: Runtime; agent: AgentRow };

/**
 * Starts the review of a task (domain.md, "Dispatch, review, recovery") and returns while the reviewer is at work: `worker`
 * works on the run, and `verdictRuns` records the result.
 */
export async function reviewTask(
  caller: Context,
  worker: RunWorker,
  job: ReviewJob,
): Promise<ReviewStep> {
  const ctx = asSystem(caller, "aegis");
  const begun = await ctx.transaction((tx) => beginVerdictRun(tx, job));
  if (typeof begun === "string") return begun;
  worker.start(verdictRuns, begun);
  return "begun";
}

export const reviewTaskJob = defineJob({
  ...REVIEW_TASK,
  description: "Asks the reviewer for a verdict on a task in review.",
  run: (ctx, payload, process) => reviewTask(ctx, process.part(runWorkerPart), payload),
});

/** Opens the review run if the task is still in review with that resolution and no review is open. */
async function beginVerdictRun(
  tx: TxContext,
  job: ReviewJob,
): Promise<Begun | "waits" | "skipped"> {
  const task = await lockIfThere(tx, job.taskId);
  if (!task || !isAsked(task, job.resolutionHash)) return "skipped";
  const round = await roundState(tx.db, task.id);
  if (round.isOpen || round.isSettled) return "skipped";
  const pick = await pickReviewer(tx, task);
  if (pick.kind === "later") return "waits";
  if (pick.kind === "person") {
    if (pick.reason !== null) await sayWaiting(tx, task, pick.reason);
    return "waits";
  }
  const { agent, runtime, model, isModelOptional, fingerprint } = pick.reviewer;
  if (await isFull(tx.db, agent.name)) return "waits";
  const prompt = await promptFor(tx, task);
  const reserved = await reserveForRun(tx, {
    agent: agent.name,
    projectId: task.project_id,
    model,
    promptChars: prompt.length + (agent.soul_content?.length ?? 0),
    now: tx.clock.now(),
  });
  if (!reserved.ok) {
    await sayWaiting(tx, task, `${reserved.cause} for a verdict of ${agent.name}`);
    return "waits";
  }
  const details: VerdictDetails = {
    ...roundOf(task),
    agent_id: agentIdOf(agent),
    // Agents of existing clients are registered without a runtime, and the gateway may have no agent of that name.
    agent_optional: agent.runtime === "pull",
    session_key: null,
    model_optional: isModelOptional,
    deadline_at: new Date(tx.clock.now().getTime() + ANSWER_WITHIN_MS).toISOString(),
    fingerprint,
  };
  const run = await openRun(tx, {
    taskId: task.id,
    taskRef: task.ticket_ref,
    projectId: task.project_id,
    agent: agent.name,
    runtime: runtime.name,
    trigger: "review",
    leaseMs: BATON_RUN_LEASE_MS,
    model,
    prompt,
    reservedUsd: reserved.reservedUsd,
    details: { ...details },
  });
  await sawAgent(tx, agent.name);
  return { run, runtime, agent };
}

async function promptFor(tx: TxContext, task: TaskRow): Promise<string> {
  return reviewPrompt({
    ticketRef: task.ticket_ref,
    title: task.title,
    description: task.description,
    acceptanceCriteria: task.acceptance_criteria,
    resolution: task.resolution,
    feedback: await feedbackFor(tx.db, task),
    evidence: await evidenceOfTask(tx.db, task.id),
  });
}

/**
 * Checks every task in review, once a minute, and queues the reviews that waited for a reviewer, its settings or its
 * capacity and can now go on. `recoverRuns` handles reviews whose process died.
 */
export async function runAegisReviews(caller: Context): Promise<{ queued: number }> {
  const ctx = asSystem(caller, "aegis");
  if (!(await anyReviewerUsable(ctx))) return { queued: 0 };
  const waiting = await unattendedReviews(ctx.db, QUEUE_AT_ONCE);
  if (waiting.length > 0) {
    await ctx.transaction(async (tx) => {
      for (const task of waiting) await queueReview(tx, task);
    });
  }
  return { queued: waiting.length };
}

export const runAegisReviewsJob = defineJob({
  ...RUN_AEGIS_REVIEWS,
  description: "Has work in review judged.",
  periodic: "* * * * *",
  run: (ctx) => runAegisReviews(ctx),
});
