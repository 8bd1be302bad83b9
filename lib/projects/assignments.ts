import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { ProjectModel } from "@/prisma/generated/models";
import { lockProjects } from "./create";
import { findProject } from "./queries";
import type { AssignAgent } from "./schema";
import { projectToWire } from "./wire";

/**
 * Who is said to work on a project (decision 0099). An assignment is for people and their tools to read: it permits nothing, and no
 * task is routed by it.
 */
export interface Assignment {
  project_id: number;
  agent_name: string;
  role: string;
}

/** The agents of the given projects, by name. Index: project_agents_pkey. */
export async function assignmentsOf(
  db: Queryable,
  projectIds: readonly number[],
): Promise<Assignment[]> {
  return db.$queryRaw<Assignment[]>`
    SELECT p.project_id, a.name AS agent_name, p.role
    FROM project_agents p JOIN agents a ON a.id = p.agent_id AND a.deleted_at IS NULL
    WHERE p.project_id = ANY(${projectIds}::int[]) ORDER BY p.project_id, a.name`;
}

/** The agents of one project, named by id, slug or prefix. Fails with `not_found`. */
export async function listAssignments(ctx: Context, ref: string | number): Promise<Assignment[]> {
  const { id } = await findProject(ctx.db, ref, ctx.actor);
  return assignmentsOf(ctx.db, [id]);
}

/**
 * Assigns an agent to a project as a `member`, or in the role that is given; assigning it again changes nothing but a given role.
 * Admins only. Fails with `invalid` for a name that no agent has.
 */
export async function assignAgent(
  ctx: Context,
  ref: string | number,
  input: AssignAgent,
): Promise<void> {
  await changeAssignments(ctx, ref, async (tx, project) => {
    const [agentId] = await agentIds(tx, [input.agent_name], "agent_name");
    const { role } = input;
    return tx.db.$executeRaw`
      INSERT INTO project_agents (project_id, agent_id, role) VALUES (${project.id}, ${agentId}, ${role ?? "member"})
      ON CONFLICT (project_id, agent_id) DO UPDATE SET role = EXCLUDED.role
      WHERE ${role !== undefined} AND project_agents.role <> EXCLUDED.role`;
  });
}

/** Takes an agent off a project; does nothing if it is not assigned. Admins only. */
export async function unassignAgent(
  ctx: Context,
  ref: string | number,
  agentName: string,
): Promise<void> {
  await changeAssignments(
    ctx,
    ref,
    (tx, project) => tx.db.$executeRaw`
      DELETE FROM project_agents USING agents a
      WHERE project_agents.project_id = ${project.id} AND a.id = project_agents.agent_id AND a.name = ${agentName}`,
  );
}

/**
 * Within a change of a project: makes the named agents the ones assigned to it, and returns how many were added or taken off. Those
 * that stay keep their role, new ones are members. Fails with `invalid` if no agent has one of the names.
 */
export async function replaceAssignments(
  tx: TxContext,
  project: Pick<ProjectModel, "id">,
  names: readonly string[],
): Promise<number> {
  const ids = await agentIds(tx, names, "assigned_agents");
  const removed = await tx.db.$executeRaw`
    DELETE FROM project_agents WHERE project_id = ${project.id} AND agent_id <> ALL(${ids}::int[])`;
  const added = await tx.db.$executeRaw`
    INSERT INTO project_agents (project_id, agent_id) SELECT ${project.id}, unnest(${ids}::int[])
    ON CONFLICT (project_id, agent_id) DO NOTHING`;
  return removed + added;
}

async function changeAssignments(
  ctx: Context,
  ref: string | number,
  change: (tx: TxContext, project: ProjectModel) => Promise<number>,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await lockProjects(tx);
    const project = await findProject(tx.db, ref, ctx.actor);
    authorize(ctx.actor, "project.manage", { projectId: project.id });
    if ((await change(tx, project)) === 0) return;
    await record(tx, {
      type: "project.updated",
      projectId: project.id,
      data: { project: projectToWire(project), changed: ["assigned_agents"] },
    });
  });
}

/** The ids of agents, which cannot be deleted until the transaction ends. Index: agents_name_key. */
async function agentIds(tx: TxContext, names: readonly string[], field: string): Promise<number[]> {
  const found = await tx.db.$queryRaw<{ id: number; name: string }[]>`
    SELECT id, name FROM agents WHERE name = ANY(${[...names]}::text[]) AND deleted_at IS NULL
    ORDER BY id FOR KEY SHARE`;
  const known = new Set(found.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw invalid(field, `no agent is called ${unknown.slice(0, 5).join(", ")}`, {
      fix: "register the agent first, or leave the name out",
    });
  }
  return found.map(({ id }) => id);
}
