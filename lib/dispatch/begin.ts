import { type AgentRow, isPushed } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { reserveForRun } from "@/lib/runs/budget";
import { findRun } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { runtimeTermsOf } from "@/lib/runtimes/choose";
import type { Runtime } from "@/lib/runtimes/runtime";
import { changeTask } from "@/lib/tasks/change/change";
import { blockDispatch } from "./dispatch-block";
import { lockDueTask, takeDispatchCapacity } from "./queue.sql";
import { planRun, routeTask } from "./run-plan";

const RECHECK_MS = 60_000;

/** A run to work on. */
export interface BegunRun {
  run: RunWithTexts;
  agent: AgentRow;
  runtime: Runtime;
}

export type Begun =
  | ({ kind: "begun" } & BegunRun)
  /** The task was taken or changed by somebody else meanwhile. */
  | { kind: "gone" }
  | { kind: "full" }
  | { kind: "blocked" };

/**
 * Starts a run of one due task with an agent that Baton calls: model, prompt, budget, run and event in one transaction. If
 * the task cannot be dispatched, the reason is written on the task and no attempt is used up.
 */
export async function beginRun(ctx: Context, taskId: number, agentName: string): Promise<Begun> {
  return ctx.transaction(async (tx) => {
    const found = await lockDueTask(tx, taskId, agentName);
    if (!found?.isDue) return { kind: "gone" };
    const { task, buildsOn } = found;
    const agent = await takeDispatchCapacity(tx.db, agentName);
    if (!agent) return { kind: "full" };
    if (!isPushed(agent)) return { kind: "gone" };
    const now = ctx.clock.now();
    const { choice, route } = routeTask(await runtimeTermsOf(tx.db, agent), agent, task, now);
    if (choice.kind === "none") return { kind: "gone" };
    if (choice.kind === "blocked") {
      await blockDispatch(tx, task, {
        code: choice.code,
        message: `${agentName} cannot be given work: ${choice.message}`,
        nextAt: choice.next_at === null ? nextRecheck(ctx) : new Date(choice.next_at),
      });
      return { kind: "blocked" };
    }
    const { runtime, model } = choice;
    const plan = await planRun(tx.db, { agent, task, buildsOn }, choice, now);
    const reserved = await reserveForRun(tx, {
      agent: agentName,
      projectId: task.project_id,
      model,
      promptChars: plan.promptChars,
      maxTokens: null,
      now,
    });
    if (!reserved.ok) {
      const { message, nextAt, scope, name } = reserved;
      await blockDispatch(tx, task, {
        code: "budget_exceeded",
        message,
        budget: { scope, name },
        nextAt,
      });
      return { kind: "blocked" };
    }
    const claimed = await changeTask(tx, task, {
      to: "in_progress",
      event: "task.claimed",
      set: { next_attempt_at: null },
      data: { agent: agentName, dispatched: true, tier: route?.tier, tier_reason: route?.reason },
      open: {
        trigger: "dispatch",
        runtime: runtime.name,
        leaseMs: BATON_RUN_LEASE_MS,
        model,
        tier: route?.tier ?? null,
        tierReason: route?.reason ?? null,
        prompt: plan.prompt,
        reservedUsd: reserved.reservedUsd,
        details: { ...plan.details },
      },
    });
    const run = (await findRun(tx.db, claimed.run_id as number)) as RunWithTexts;
    return { kind: "begun", run, agent, runtime };
  });
}

/** When to check again if no event will wake the task: settings in the environment, a budget used by other runs. */
const nextRecheck = (ctx: Context): Date => new Date(ctx.clock.now().getTime() + RECHECK_MS);
