import { type Actor, agentNameOf, hasRole } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { RequestKind } from "@/prisma/generated/enums";
import { authorize } from "./permissions";

/** Whether a request asks for leave, which neither agents nor the clock may give. */
export const isGate = (kind: RequestKind): boolean => kind === "permission" || kind === "budget";

/** What of a request decides who may answer it. */
export interface Answerable {
  kind: RequestKind;
  /** Who asks. */
  agent: string;
  project_id: number | null;
  /** The agent whose work it is about now. */
  task_agent: string | null;
  /** Empty for every operator. */
  may_answer: readonly string[];
}

/**
 * Refuses with `forbidden` unless the actor may answer. People and general keys may, in their projects, unless the request names
 * others; an admin always may, so that no question stays without anybody to answer it. An agent, or a key that speaks for one, never
 * may, unless the request names it and the work is not its own; and never what asks for leave, since the asker chooses whom it names. Pure.
 */
export function assertMayAnswer(actor: Actor, request: Answerable): void {
  authorize(actor, "request.answer", { projectId: request.project_id ?? undefined });
  const agent = agentNameOf(actor);
  if (agent !== null) {
    assertAgentMayAnswer(agent, request);
    return;
  }
  const { may_answer: named } = request;
  if (named.length === 0 || hasRole(actor, "admin")) return;
  if (named.includes(actor.kind === "user" ? actor.username : actor.name)) return;
  throw forbidden(
    `Access denied: this question is for ${named.join(", ")}.`,
    "leave it to them, or ask an admin",
  );
}

function assertAgentMayAnswer(name: string, request: Answerable): void {
  const { kind, agent, task_agent, may_answer } = request;
  if (name === agent || name === task_agent) {
    throw forbidden(
      `Access denied: ${name} asked, or does the work it is about, and may not answer.`,
      "wait for a person, or withdraw the question",
    );
  }
  if (isGate(kind)) {
    throw forbidden(
      `Access denied: no agent answers a request for ${kind === "budget" ? "a budget" : "permission"}.`,
      "leave it to a person",
    );
  }
  if (may_answer.includes(name)) return;
  throw forbidden(
    "Access denied: an agent answers only questions that name it in may_answer.",
    "leave it to a person",
  );
}

/** Whether the actor may answer, for what a list shows. */
export function mayAnswer(actor: Actor, request: Answerable): boolean {
  try {
    assertMayAnswer(actor, request);
    return true;
  } catch {
    return false;
  }
}

function forbidden(message: string, fix: string): DomainError {
  return new DomainError("forbidden", message, { fix });
}
