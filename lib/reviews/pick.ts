import type { AgentRow } from "@/lib/agents/row";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { runtimeForAgent } from "@/lib/runtimes/choose";
import type { Runtime } from "@/lib/runtimes/runtime";
import type { TaskRow } from "@/lib/tasks/row";
import { contestOf } from "@/lib/tasks/structure/best-of.sql";
import { reviewers, workersOf } from "./reviewers";

/** A reviewer that can be asked now. */
export interface Reviewer {
  agent: AgentRow;
  runtime: Runtime;
  model: string | null;
  isModelOptional: boolean;
  /** The fingerprint of the settings it runs with. */
  fingerprint: string;
}

/**
 * Who reviews a task, or why a person has to. Without a reason there is nothing to report: Baton calls no reviewer in this
 * installation, so people or polling agents review.
 */
export type Pick =
  | { kind: "reviewer"; reviewer: Reviewer }
  | { kind: "person"; reason: string | null }
  /** The runtime refused its settings a moment ago, and that was reported then. */
  | { kind: "later" };

/** Picks the first reviewer that did not do the work; a person if there is none. */
export async function pickReviewer(ctx: Context, task: TaskRow): Promise<Pick> {
  const contest = await contestOf(ctx.db, task);
  if (contest !== null) {
    return {
      kind: "person",
      reason: `it is one of several answers to ${contest}, of which one is picked`,
    };
  }
  const all = await reviewers(ctx.db);
  const coordinator = config.coordinatorAgent;
  if (coordinator !== undefined && !all.some((agent) => agent.name === coordinator)) {
    return {
      kind: "person",
      reason: `MC_COORDINATOR_AGENT names ${coordinator}, and there is no such agent`,
    };
  }
  const workers = await workersOf(ctx.db, task);
  const agent = all.find((candidate) => !workers.includes(candidate.name));
  if (agent) return usable(ctx, agent);
  const [only] = all;
  return { kind: "person", reason: only ? `${only.name} does not review its own work` : null };
}

/** Whether any reviewer can be asked now, regardless of who did the work. */
export async function anyReviewerUsable(ctx: Context): Promise<boolean> {
  for (const agent of await reviewers(ctx.db)) {
    const pick = await usable(ctx, agent);
    if (pick.kind === "reviewer") return true;
  }
  return false;
}

async function usable(ctx: Context, agent: AgentRow): Promise<Pick> {
  const choice = await runtimeForAgent(ctx, agent);
  switch (choice.kind) {
    case "none":
      return { kind: "person", reason: null };
    case "blocked":
      if (choice.next_at !== null) return { kind: "later" };
      return { kind: "person", reason: `${agent.name} cannot be asked: ${choice.message}` };
    case "ok": {
      const { runtime, model, isModelOptional, fingerprint } = choice;
      return {
        kind: "reviewer",
        reviewer: { agent, runtime, model, isModelOptional, fingerprint },
      };
    }
  }
}
