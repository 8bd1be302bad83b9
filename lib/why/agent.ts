import type { z } from "zod";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { type AgentRow, isPushed, presenceOf } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { type RuntimeChoice, runtimeForAgent } from "@/lib/runtimes/choose";
import { workersOf } from "@/lib/workers/now";
import { workOf } from "./read";
import { type AgentFacts, agentReasons, type Pause } from "./rules";
import type { WhyAgentResponse } from "./shapes";

/** Why an agent works on nothing new, from what decides it: at least one reason. Fails with `not_found`. */
export async function whyAgent(
  ctx: Context,
  ref: AgentRef,
): Promise<z.output<typeof WhyAgentResponse>> {
  authorize(ctx.actor, "agent.read");
  const agent = await findAgent(ctx.db, ref);
  const { id, name, runtime } = agent;
  const limit = projectLimitOf(ctx.actor);
  const now = ctx.clock.now();
  const [choice, work, workers] = await Promise.all([
    isPushed(agent) ? runtimeForAgent(ctx, agent) : null,
    workOf(ctx.db, name, null, limit),
    runtime === "worker" ? workersOf(ctx.db, name, now) : [],
  ]);
  const presence = presenceOf(agent, now);
  const reasons = agentReasons({
    name,
    isPushed: isPushed(agent),
    isWorkers: runtime === "worker",
    presence,
    lastSeen: toUnixSeconds(agent.last_seen_at),
    paused: pauseOf(agent),
    inProgress: agent.in_progress,
    maxCapacity: agent.max_capacity,
    refusal: refusalOf(choice),
    ...work,
    workers,
  });
  return { agent: { id, name, state: presence }, reasons };
}

/** Since when and why an agent is paused; null if it is not. */
export function pauseOf(
  agent: Pick<AgentRow, "paused_at" | "pause_note" | "paused_by">,
): Pause | null {
  if (agent.paused_at === null) return null;
  return {
    since: toUnixSeconds(agent.paused_at),
    note: agent.pause_note,
    by: agent.paused_by ?? "",
  };
}

function refusalOf(choice: RuntimeChoice | null): AgentFacts["refusal"] {
  if (choice?.kind !== "blocked") return null;
  const { code, message, next_at } = choice;
  return { code, message, until: toUnixSeconds(next_at) };
}
