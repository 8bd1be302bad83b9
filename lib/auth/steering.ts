import { type Actor, agentNameOf } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { authorize } from "./permissions";

/** What of a run decides who may speak to it. */
export interface Steered {
  projectId: number | null;
  /** The agent that opened the run; null if a person, a general key or Baton did. */
  openedBy: string | null;
}

/**
 * Refuses with `forbidden` unless the actor may say something to the run while it works: people and general keys in their projects. An
 * agent's key may only for a run that its agent opened, and a run's key never.
 */
export function assertMaySteer(actor: Actor, { projectId, openedBy }: Steered): void {
  authorize(actor, "run.steer", { projectId: projectId ?? undefined });
  const agent = agentNameOf(actor);
  if (agent === null || agent === openedBy) return;
  throw new DomainError(
    "forbidden",
    `Access denied: ${agent} did not open this run, and may not say anything to it.`,
    { fix: "write a comment on its task, or leave it to a person or an operator's key" },
  );
}
