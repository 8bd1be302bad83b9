import { randomUUID } from "node:crypto";
import { type AgentRow, isPushed } from "@/lib/agents/row";
import { config } from "@/lib/core/config";
import type { Context, TxContext } from "@/lib/core/context";
import { LEASE_MS } from "@/lib/engine/terms";
import { reserveForRun } from "@/lib/runs/budget";
import { findRun } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { agentIdOf, type RuntimeChoice, runtimeForAgent } from "@/lib/runtimes/choose";
import type { Runtime } from "@/lib/runtimes/runtime";
import { changeTask } from "@/lib/tasks/change/change";
import { feedbackFor } from "@/lib/tasks/comments/feedback";
import { lockRowIfThere } from "@/lib/tasks/locks";
import { upstreamResults } from "@/lib/tasks/read/upstream";
import type { TaskRow } from "@/lib/tasks/row";
import { ancestorsOf } from "@/lib/tasks/structure/ancestors";
import { holdBack } from "./hold";
import { type Assignment, taskPrompt } from "./prompt";
import { isDue, takePlace } from "./queue.sql";
import { type Route, routeModel } from "./route";
import { type DispatchDetails, deadlineFor, sessionKeyOf } from "./terms";

const RECHECK_MS = 60_000;

export type Begun =
  | { kind: "begun"; run: RunWithTexts; agent: AgentRow; runtime: Runtime }
  /** Somebody else was faster, or it changed meanwhile. */
  | { kind: "gone" }
  | { kind: "full" }
  | { kind: "held" };

/**
 * Puts one due task in the hands of an agent that Baton calls: model, prompt, budget, run and event in one transaction.
 * What keeps it from being dispatched is said on the task, and costs no attempt.
 */
export async function beginRun(ctx: Context, taskId: number, agentName: string): Promise<Begun> {
  return ctx.transaction(async (tx) => {
    const task = await lockRowIfThere(tx, taskId);
    if (!task || !(await isDue(tx.db, task.id, agentName))) return { kind: "gone" };
    const agent = await takePlace(tx.db, agentName);
    if (!agent) return { kind: "full" };
    if (!isPushed(agent)) return { kind: "gone" };
    const { choice, route } = await chooseFor(tx, agent, task);
    if (choice.kind === "none") return { kind: "gone" };
    if (choice.kind === "hold") {
      await holdBack(tx, task, {
        code: choice.code,
        message: `${agentName} cannot be given work: ${choice.message}`,
        nextAt: choice.next_at === null ? soon(ctx) : new Date(choice.next_at),
      });
      return { kind: "held" };
    }
    const { runtime, fingerprint } = choice;
    const system = agent.soul_content?.trim() || null;
    // Of the server's making: nobody can write it into a task to have a key put there.
    const keyPlace = runtime.capabilities.editsFiles ? `{{BATON_RUN_KEY ${randomUUID()}}}` : null;
    const prompt = taskPrompt(await assignmentOf(tx, task, keyPlace));
    const reserved = await reserveForRun(tx, {
      agent: agentName,
      projectId: task.project_id,
      model: choice.model,
      promptChars: prompt.length + (system?.length ?? 0),
      maxTokens: null,
      now: ctx.clock.now(),
    });
    if (!reserved.ok) {
      const { message, nextAt, scope, name } = reserved;
      await holdBack(tx, task, {
        code: "budget_exceeded",
        message,
        budget: { scope, name },
        nextAt,
      });
      return { kind: "held" };
    }
    const agentId = agentIdOf(agent);
    const details: DispatchDetails = {
      agent_id: agentId,
      session_key: sessionKeyOf(agentId, task.ticket_ref),
      model_optional: choice.isModelOptional,
      deadline_at: deadlineFor(agent, ctx.clock.now()).toISOString(),
      fingerprint,
      key_place: keyPlace,
    };
    const claimed = await changeTask(tx, task, {
      to: "in_progress",
      event: "task.claimed",
      set: { next_attempt_at: null },
      data: { agent: agentName, dispatched: true, tier: route?.tier, tier_reason: route?.reason },
      open: {
        trigger: "dispatch",
        runtime: runtime.name,
        leaseMs: LEASE_MS,
        model: choice.model,
        tier: route?.tier ?? null,
        tierReason: route?.reason ?? null,
        prompt,
        reservedUsd: reserved.reservedUsd,
        details: { ...details },
      },
    });
    const run = (await findRun(tx.db, claimed.run_id as number)) as RunWithTexts;
    return { kind: "begun", run, agent, runtime };
  });
}

/** When to look again at what nothing else wakes: settings in the environment, a budget that others use up. */
const soon = (ctx: Context): Date => new Date(ctx.clock.now().getTime() + RECHECK_MS);

async function chooseFor(
  tx: TxContext,
  agent: AgentRow,
  task: TaskRow,
): Promise<{ choice: RuntimeChoice; route: Route | null }> {
  let route: Route | null = null;
  const choice = await runtimeForAgent(tx, agent, (tiers, runtime) => {
    route = routeModel(agent, runtime, task, tiers);
    return route;
  });
  return { choice, route };
}

async function assignmentOf(
  tx: TxContext,
  task: TaskRow,
  keyPlace: string | null,
): Promise<Assignment> {
  const feedback = task.review_cycles > 0 ? await feedbackFor(tx.db, task) : [];
  return {
    task,
    partOf: await ancestorsOf(tx.db, task.parent_id),
    upstream: await upstreamResults(tx.db, task),
    feedback,
    rejected: feedback.length > 0 ? task.resolution : null,
    reporting: keyPlace === null ? null : { url: config.publicUrl, keyPlace },
  };
}
