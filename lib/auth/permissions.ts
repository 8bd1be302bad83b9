import { type Actor, agentNameOf, hasRole, projectLimitOf, type Role } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";

/** The lowest role that may perform each action; `authorize` has the other conditions. */
const LEAST_ROLE = {
  "task.read": "viewer",
  "task.create": "operator",
  "task.update": "operator",
  "task.override": "operator",
  "task.claim": "operator",
  "task.report": "operator",
  "task.comment": "operator",
  "task.link": "operator",
  "task.delete": "operator",
  "review.record": "operator",
  "review.settle": "operator",
  "request.read": "viewer",
  "request.ask": "operator",
  "request.answer": "operator",
  "request.withdraw": "operator",
  "standing.manage": "operator",
  "agent.read": "viewer",
  "agent.inspect": "viewer",
  "agent.register": "operator",
  "agent.heartbeat": "operator",
  "run.heartbeat": "operator",
  "run.report": "operator",
  "run.steer": "operator",
  "turn.open": "operator",
  "turn.manage": "operator",
  "agent.manage": "operator",
  "limit.manage": "operator",
  "worker.manage": "operator",
  "profile.read": "viewer",
  "profile.manage": "operator",
  "team.make": "operator",
  "work.manage": "operator",
  "store.read": "viewer",
  "store.write": "operator",
  "message.send": "operator",
  "agent.delete": "admin",
  "key.read": "admin",
  "key.manage": "admin",
  "event.read": "viewer",
  "project.manage": "admin",
  "workflow.read": "viewer",
  "workflow.run": "operator",
  "workflow.define": "operator",
  "schedule.read": "viewer",
  "schedule.manage": "operator",
  "settings.read": "operator",
  "settings.manage": "admin",
  "trigger.manage": "admin",
  "webhook.manage": "admin",
  "alert.read": "viewer",
  "alert.manage": "operator",
  "user.manage": "admin",
  "backup.manage": "admin",
  "data.export": "admin",
} as const satisfies Record<string, Role>;

export type Action = keyof typeof LEAST_ROLE;

export interface Subject {
  /** The project the subject belongs to. */
  projectId?: number;
  /** The agent whose claim, queue or record it is. */
  agent?: string | null;
  /** The run that holds the task, for what a run's key may do. */
  taskRunId?: number | null;
}

/** What the key of a run may do to that run's task, and what it may read. */
const OF_A_RUN: readonly Action[] = [
  "task.report",
  "task.update",
  "task.comment",
  "run.heartbeat",
  // No "run.report": the program that does the work has this key, and would be the witness of its own checks.
  "request.ask",
  "request.withdraw",
  // Only with `workshop_tools`, which lib/turns/authority.ts asks for: its turns are below its run.
  "turn.open",
  "turn.manage",
];
const READ_BY_A_RUN: readonly Action[] = [
  "task.read",
  "agent.read",
  "event.read",
  "request.read",
  "profile.read",
  "store.read",
  "workflow.read",
];

/**
 * What the key of an orchestrator's run may do besides: lead its team, and share what it knows. The commands refuse it to the runs of
 * other agents (`orchestratorOf`).
 */
const TEAM_OF_A_RUN: readonly Action[] = [
  "team.make",
  "work.manage",
  "store.write",
  "workflow.run",
  "workflow.define",
];

/**
 * What decides over agents and outlives what one of them does: who may do what, what needs a review, what may be spent, what creates work
 * when nobody looks, where events go, and everything at once. No agent's key writes it, whatever its scopes say (decision 0138).
 */
const NEVER_BY_AGENTS: readonly Action[] = [
  // What it makes agents from decides what they may do.
  "profile.manage",
  "key.manage",
  "user.manage",
  "project.manage",
  // It would answer the agent's own questions from then on.
  "standing.manage",
  // A comment on the work of agents is settled by who reads the work, and by none of them.
  "review.settle",
  "settings.manage",
  // Whoever has a limit does not raise it.
  "limit.manage",
  "schedule.manage",
  "trigger.manage",
  "webhook.manage",
  "alert.manage",
  "backup.manage",
  "data.export",
];

/** What an agent's own key may do only with the scope `admin`. */
const BY_ADMIN_AGENTS: readonly Action[] = [
  // The key of an orchestrator's run may, within its rights.
  "team.make",
  "task.override",
  "task.delete",
  "agent.manage",
  // What a person paused, its agent would resume: it gives orders to no worker, not even its own.
  "worker.manage",
  "agent.delete",
  "key.read",
  "settings.read",
];

/** Actions that reach beyond one project. A key that is limited to a project may do them for that project only. */
const BEYOND_PROJECTS: readonly Action[] = [
  "agent.delete",
  "key.read",
  "key.manage",
  "project.manage",
  "standing.manage",
  "profile.manage",
  "settings.read",
  "settings.manage",
  "trigger.manage",
  "webhook.manage",
  "alert.read",
  "alert.manage",
  "user.manage",
  "backup.manage",
];

/** Actions that an agent's key may perform only for its own agent. */
const OWN_ONLY: Partial<Record<Action, string>> = {
  "task.claim": "Access denied: agent key may only queue tasks for itself.",
  "task.report": "Access denied: agent key may only access its own tasks.",
  "agent.inspect": "Access denied: agent key may only access its own agent.",
  "agent.heartbeat": "Access denied: agent key may only access its own agent.",
  "run.heartbeat": "Access denied: agent key may only access its own runs.",
  "run.report": "Access denied: agent key may only access its own runs.",
  "request.ask": "Access denied: agent key may only ask for its own runs.",
  "request.withdraw": "Access denied: agent key may only withdraw its own questions.",
};

/** Whether the actor is an agent whose key is restricted to its own work; with the scope `admin` it is not. */
export function isAgent(actor: Actor): boolean {
  return actor.kind === "agent" && actor.role !== "admin";
}

/** Refuses with `forbidden` and the reason unless the actor may do this to that (docs/permissions.md). */
export function authorize(actor: Actor, action: Action, subject: Subject = {}): void {
  const role = LEAST_ROLE[action];
  if (!hasRole(actor, role)) {
    throw forbidden(`Requires ${role} role or higher`, `ask an admin for the ${role} role`);
  }
  const limit = projectLimitOf(actor);
  if (limit !== null && subject.projectId !== undefined && subject.projectId !== limit) {
    throw forbidden(
      "Access denied: this key is limited to another project.",
      "use that project's key",
    );
  }
  if (limit !== null && subject.projectId === undefined && BEYOND_PROJECTS.includes(action)) {
    throw forbidden(
      `Access denied: a key limited to one project may not ${action}.`,
      "use a key that is not limited to a project",
    );
  }
  if (actor.kind !== "agent") return;
  if (isAgent(actor) && actor.runId !== null) assertOfRun(actor.runId, action, subject);
  const isOfTeam = actor.runId !== null && TEAM_OF_A_RUN.includes(action);
  const isRefused = isAgent(actor) && BY_ADMIN_AGENTS.includes(action) && !isOfTeam;
  if (isRefused || NEVER_BY_AGENTS.includes(action)) {
    throw forbidden(
      `Access denied: an agent key may not ${action}.`,
      `use ${role === "admin" ? "an admin" : "an operator"}'s key that belongs to no agent`,
    );
  }
  if (!isAgent(actor)) return;
  const own = OWN_ONLY[action];
  if (own && subject.agent !== undefined && subject.agent !== agentNameOf(actor)) {
    const isOthers = action === "task.report" && subject.agent !== null;
    const leave = isOthers ? `leave it to ${subject.agent}, ` : "";
    throw forbidden(own, `${leave}act on your own agent, or use an operator key`);
  }
}

/** Whether `authorize` would let the actor do this. */
export function isAuthorized(actor: Actor, action: Action, subject: Subject = {}): boolean {
  try {
    authorize(actor, action, subject);
    return true;
  } catch {
    return false;
  }
}

/** What must be true of a subject so that an actor may act on it; null for what does not matter. */
export interface Terms {
  /** The agent whose claim, queue or record it is. */
  agent: string | null;
  projectId: number | null;
  /** The run that holds the task. */
  runId: number | null;
}

/**
 * The terms on which the actor may do this, for a statement that checks them itself; null if there are none. `authorize`
 * allows the action on every subject that meets them, and may allow it on others.
 */
export function termsOf(actor: Actor, action: Action): Terms | null {
  const terms: Terms = {
    agent: isAgent(actor) && action in OWN_ONLY ? agentNameOf(actor) : null,
    projectId: projectLimitOf(actor),
    runId: actor.kind === "agent" ? actor.runId : null,
  };
  const subject = {
    agent: terms.agent ?? undefined,
    projectId: terms.projectId ?? undefined,
    taskRunId: terms.runId,
  };
  return isAuthorized(actor, action, subject) ? terms : null;
}

/** Refuses a run's key everything but its run's task, and that too once the run no longer holds it. */
function assertOfRun(runId: number, action: Action, subject: Subject): void {
  if (READ_BY_A_RUN.includes(action) || TEAM_OF_A_RUN.includes(action)) return;
  if (OF_A_RUN.includes(action) && subject.taskRunId === runId) return;
  throw forbidden(
    `Access denied: this key was given out for run ${runId} and may touch only that run's task.`,
    "use the agent's own key for other work",
  );
}

function forbidden(message: string, fix: string): DomainError {
  return new DomainError("forbidden", message, { fix });
}
