import { authorizeAgent } from "@/lib/agents/authorize";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { findProject } from "@/lib/projects/queries";
import { findTask } from "@/lib/tasks/find";
import type { TaskRef } from "@/lib/tasks/schema";
import { limitOf, limitsFrom, type Place } from "./rules";
import type { LimitName, RunLimits } from "./schema";

/** Whose limits are read or set. */
export type Whose = { project: string } | { agent: AgentRef } | { task: TaskRef };

interface Owner {
  scope: Exclude<Place, "default">;
  id: number;
  name: string;
  projectId: number | null;
}

interface Limits {
  limits: RunLimits;
  effective: { name: LimitName | "unchanged_results"; limit: number; from: Place }[];
}

/** The limits that are set in one place, and what counts there. An agent's are shown without those of a project. */
export async function readLimits(ctx: Context, whose: Whose): Promise<Limits> {
  authorize(ctx.actor, "task.read");
  return limitsIn(ctx.db, await ownerOf(ctx, whose));
}

/**
 * Sets the limits of one place in place of those that it had. They count from then on, also for runs that are under way. Only people and
 * general keys may; those of a project, admins.
 */
export async function setLimits(ctx: Context, whose: Whose, limits: RunLimits): Promise<Limits> {
  return ctx.transaction(async (tx) => {
    const owner = await ownerOf(tx, whose);
    const { scope, id, name, projectId } = owner;
    if (scope === "agent") await authorizeAgent(tx, "limit.manage", name);
    else authorize(tx.actor, "limit.manage", { projectId: projectId ?? undefined });
    if (scope === "project") authorize(tx.actor, "project.manage", { projectId: id });
    await store(tx, owner, limits);
    await record(tx, {
      type: "limits.updated",
      projectId,
      taskId: scope === "task" ? id : null,
      agent: scope === "agent" ? name : null,
      data: { scope, id, name, limits },
    });
    return limitsIn(tx.db, owner);
  });
}

const COLUMN: Record<Owner["scope"], Prisma.Sql> = {
  project: Prisma.raw("project_id"),
  agent: Prisma.raw("agent_id"),
  task: Prisma.raw("task_id"),
};

/** Index: run_limits_project_id_key, run_limits_agent_id_key, run_limits_task_id_key. */
async function store(tx: TxContext, { scope, id }: Owner, limits: RunLimits): Promise<void> {
  const column = COLUMN[scope];
  if (Object.keys(limits).length === 0) {
    await tx.db.$executeRaw`DELETE FROM run_limits WHERE ${column} = ${id}`;
    return;
  }
  await tx.db.$executeRaw`
    INSERT INTO run_limits (${column}, limits, set_by) VALUES (${id}, ${JSON.stringify(limits)}::jsonb, ${tx.actor.name})
    ON CONFLICT (${column}) DO UPDATE SET limits = EXCLUDED.limits, set_by = EXCLUDED.set_by, set_at = clock_timestamp()`;
}

async function limitsIn(db: Queryable, owner: Owner): Promise<Limits> {
  const own = await storedOf(db, owner.scope, owner.id);
  const places =
    owner.scope === "task"
      ? { task: own, ...(await aroundTask(db, owner.id)) }
      : { [owner.scope]: own };
  const unchanged = limitOf("unchanged_results", places);
  return {
    limits: own ?? {},
    effective: [
      ...limitsFrom(places),
      ...(unchanged === null ? [] : [{ name: "unchanged_results" as const, ...unchanged }]),
    ],
  };
}

async function storedOf(
  db: Queryable,
  scope: Owner["scope"],
  id: number,
): Promise<RunLimits | null> {
  const [row] = await db.$queryRaw<{ limits: RunLimits }[]>`
    SELECT limits FROM run_limits WHERE ${COLUMN[scope]} = ${id}`;
  return row?.limits ?? null;
}

/** The limits of a task's project and of its agent. */
async function aroundTask(
  db: Queryable,
  taskId: number,
): Promise<{ project: RunLimits | null; agent: RunLimits | null }> {
  const [row] = await db.$queryRaw<{ project: RunLimits | null; agent: RunLimits | null }[]>`
    SELECT (SELECT l.limits FROM run_limits l WHERE l.project_id = t.project_id) AS project,
      (SELECT l.limits FROM run_limits l JOIN agents a ON a.id = l.agent_id WHERE a.name = t.assigned_to) AS agent
    FROM tasks t WHERE t.id = ${taskId}`;
  return row ?? { project: null, agent: null };
}

/** Fails with `not_found`, also for what a key that is limited to another project does not see. */
async function ownerOf(ctx: Context, whose: Whose): Promise<Owner> {
  const limit = projectLimitOf(ctx.actor);
  if ("agent" in whose) {
    const { id, name } = await findAgent(ctx.db, whose.agent);
    return { scope: "agent", id, name, projectId: null };
  }
  if ("task" in whose) {
    const task = await findTask(ctx.db, whose.task);
    if (limit !== null && task.project_id !== limit) throw notFound("Task");
    return { scope: "task", id: task.id, name: task.ticket_ref, projectId: task.project_id };
  }
  const project = await findProject(ctx.db, whose.project, ctx.actor);
  return { scope: "project", id: project.id, name: project.name, projectId: project.id };
}
