import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import { type Actor, agentNameOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import type { TaskRow } from "@/lib/tasks/row";
import type { Verdict } from "./verdict";

const REVIEWER_ROLE = "reviewer";
const AEGIS = "aegis";

/** The agent that reviews before all others, by name: it may judge whatever its role says. */
function coordinatorName(): string {
  return config.coordinatorAgent ?? AEGIS;
}

/**
 * Whose work a task is: the agent it is assigned to and the one that worked on it last, and the same of everything below it
 * that is done, because a parent's result is that of its children. Index: tasks_parent_idx, runs_task_id_id_idx.
 */
export async function workersOf(db: Queryable, task: TaskRow): Promise<string[]> {
  const rows = await db.$queryRaw<{ agent: string }[]>`
    WITH RECURSIVE part AS (
      SELECT id, assigned_to, true AS counts FROM tasks WHERE id = ${task.id}
      UNION ALL
      SELECT c.id, c.assigned_to, c.status = 'done' FROM part JOIN tasks c ON c.parent_id = part.id
    )
    SELECT DISTINCT worker.agent FROM part CROSS JOIN LATERAL (
      SELECT part.assigned_to AS agent
      UNION ALL
      (SELECT r.agent FROM runs r WHERE r.task_id = part.id AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1)
    ) worker
    WHERE part.counts AND worker.agent IS NOT NULL`;
  return rows.map((row) => row.agent);
}

/**
 * The agents that may review, in the order they are asked: MC_COORDINATOR_AGENT, the one named aegis, then every other of
 * role reviewer by age (domain.md, "Dispatch, review, recovery").
 */
export async function reviewers(db: Queryable): Promise<AgentRow[]> {
  const coordinator = config.coordinatorAgent ?? null;
  const rows = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a
    WHERE a.deleted_at IS NULL AND (a.name = ${coordinator} OR a.name = ${AEGIS} OR a.role = ${REVIEWER_ROLE})
    ORDER BY a.name IS NOT DISTINCT FROM ${coordinator} DESC, a.name = ${AEGIS} DESC, a.id`;
  return rows.map((row) => row.agent);
}

/** Who gives a verdict, under which name it is kept, and what kind of reviewer that is. */
export interface Identity {
  reviewer: string;
  kind: "user" | "agent" | "key";
  /** The name a general key gave for itself: no proof of being that reviewer, but a reason to refuse the worker's. */
  claimed?: string;
}

/**
 * The verdict is recorded under the name of who gave it. People and agents are who they are; a general key is the agent it
 * reports for, else itself. Nobody becomes the reviewing agent by saying so: that takes its own key.
 */
export function identityOf(actor: Actor, named: string | undefined): Identity {
  switch (actor.kind) {
    case "user":
      return { reviewer: actor.name, kind: "user" };
    case "agent":
      return { reviewer: actor.name, kind: "agent" };
    case "key":
      return { reviewer: reviewerOfKey(actor), kind: "key", claimed: named };
    case "system":
      return { reviewer: named ?? actor.name, kind: "agent" };
  }
}

function reviewerOfKey({ name, agentName }: Extract<Actor, { kind: "key" }>): string {
  if (agentName === null || isOneOf([AEGIS, coordinatorName()], agentName)) return name;
  return agentName;
}

/**
 * Refuses a judge who is no reviewer, and any agent that judges its own work. Nobody approves under the name of the agent
 * whose work it is.
 */
export async function assertMayJudge(
  { db, actor }: Context,
  task: TaskRow,
  identity: Identity,
  verdict: Verdict,
): Promise<void> {
  if (actor.kind === "user" || actor.kind === "system") return;
  if (actor.kind === "agent") await assertReviewer(db, actor);
  const workers = await workersOf(db, task);
  const speaker = agentNameOf(actor);
  if (speaker !== null && isOneOf(workers, speaker)) throw ownWork(speaker, task);
  const names = [identity.reviewer, identity.claimed ?? identity.reviewer];
  const own = names.find((name) => isOneOf(workers, name));
  if (verdict === "approved" && own !== undefined) throw ownWork(own, task);
}

async function assertReviewer(
  db: Queryable,
  actor: Extract<Actor, { kind: "agent" }>,
): Promise<void> {
  const [agent] = await db.$queryRaw<
    { role: string }[]
  >`SELECT role FROM agents WHERE id = ${actor.agentId}`;
  const isReviewer = agent?.role === REVIEWER_ROLE || actor.name === coordinatorName();
  if (isReviewer && actor.runId === null) return;
  throw new DomainError("forbidden", `Access denied: agent ${actor.name} is no reviewer.`, {
    fix: "give the agent the role reviewer, or let a person decide",
  });
}

const isOneOf = (names: string[], name: string): boolean =>
  names.some((candidate) => candidate.toLowerCase() === name.trim().toLowerCase());

function ownWork(agent: string, task: TaskRow): DomainError {
  return new DomainError(
    "forbidden",
    `Access denied: ${agent} may not judge its own work on ${task.ticket_ref}.`,
    {
      fix: "let another reviewer or a person decide",
    },
  );
}
