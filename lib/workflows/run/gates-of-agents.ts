import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { Compiled } from "./compiled";

/**
 * What agents may not do with the gates of a run that they started, which are there because of what agents do. Pure.
 */

/** Refuses to skip what nobody but a person, or time, lets pass. Fails with `forbidden`. */
export function assertMaySkip(actor: Actor, compiled: Compiled, stage: string): void {
  if (actor.kind !== "agent" || !["approval", "wait"].includes(compiled.kind(stage))) return;
  throw new DomainError("forbidden", `Access denied: ${stage} is a gate, which no agent skips.`, {
    fix: "wait for it, cancel the run, or ask a person or an operator key",
  });
}

/**
 * The stages that are done anew when the actor does these anew with something else than what people approved: for an agent also each approval,
 * and what comes after it.
 */
export function withGates(
  actor: Actor,
  { plan, definition }: Compiled,
  stages: readonly string[],
): string[] {
  const again = new Set(stages);
  const gates = definition.stages.filter(({ approval }) => approval !== undefined);
  for (const { name } of actor.kind === "agent" ? gates : [])
    for (const each of plan.from(name)) again.add(each);
  return plan.stages.flatMap(({ name }) => (again.has(name) ? [name] : []));
}
