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

/** The name of the agent that is asked first to review. It may judge whatever its role is. */
function coordinatorName(): string {
  return config.coordinatorAgent ?? AEGIS;
}

/**
 * The agents whose work a task is: its assignee and the last agent that worked on it, and the same for all finished tasks
 * below it, because a parent's result consists of its children's. Index: tasks_children_idx, runs_task_id_id_idx.
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
 * The agents that may review, in the order in which they are asked: MC_COORDINATOR_AGENT, the one named aegis, then the
 * others of role reviewer by age (domain.md, "Dispatch, review, recovery").
 */
export async function reviewers(db: Queryable): Promise<AgentRow[]> {
  const coordinator = config.coordinatorAgent ?? null;
  const rows = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a
    WHERE a.deleted_at IS NULL AND (a.name = ${coordinator} OR a.name = ${AEGIS} OR a.role = ${REVIEWER_ROLE})
    ORDER BY a.name IS NOT DISTINCT FROM ${coordinator} DESC, a.name = ${AEGIS} DESC, a.id`;
  return rows.map((row) => row.agent);
}

/** Who gives a verdict, the name it is recorded under, and the kind of reviewer. */
export interface Identity {
  reviewer: string;
  kind: "user" | "agent" | "key";
  /** The name that a general key claims. It proves nothing, but the verdict is refused if it is the worker's. */
  claimed?: string;
}

/**
 * Returns the name a verdict is recorded under. People and agents judge as themselves; a general key judges as the agent it
 * reports for, or else as itself. Only its own key makes a caller the reviewing agent.
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
 * Refuses an actor that is not a reviewer, an agent that judges an approval, which waits for people, or its own work, and an approval under the name of the agent
 * that did the work.
 */
export async function assertMayJudge(
  { db, actor }: Context,
  task: TaskRow,
  identity: Identity,
  verdict: Verdict,
): Promise<void> {
  if (actor.kind === "user" || actor.kind === "system") return;
  if (actor.kind === "agent") {
    await assertReviewer(db, actor);
    if (task.kind === "approval" || task.kind === "wait") throw forPeople(task);
  }
  const workers = await workersOf(db, task);
  const speaker = agentNameOf(actor);
  if (speaker !== null && isOneOf(workers, speaker)) throw ownWork(speaker, task);
  const own = spokenNames(identity).find((name) => isOneOf(workers, name));
  if (verdict === "approved" && own !== undefined) throw ownWork(own, task);
}

const forPeople = (task: TaskRow): DomainError =>
  new DomainError(
    "forbidden",
    `Access denied: ${task.ticket_ref} is of kind ${task.kind}, which no agent judges.`,
    { fix: "ask a person or an operator key" },
  );

const spokenNames = ({ reviewer, claimed }: Identity): string[] => [reviewer, claimed ?? reviewer];

/**
 * The names, as they are compared, that must not be those of who did the work: a verdict under one of them may be refused. Null
 * for who may judge anything.
 */
export function namesOf(actor: Actor, identity: Identity): string[] | null {
  if (actor.kind === "user" || actor.kind === "system") return null;
  const speaker = agentNameOf(actor);
  const names = [...spokenNames(identity), ...(speaker === null ? [] : [speaker])];
  return names.map((name) => name.trim().toLowerCase());
}

/** Whether an agent may judge by its name alone, whatever its role is. */
export const isReviewerByName = (name: string): boolean => name === coordinatorName();

async function assertReviewer(
  db: Queryable,
  actor: Extract<Actor, { kind: "agent" }>,
): Promise<void> {
  const [agent] = await db.$queryRaw<
    { role: string }[]
  >`SELECT role FROM agents WHERE id = ${actor.agentId}`;
  const isReviewer = agent?.role === REVIEWER_ROLE || isReviewerByName(actor.name);
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
