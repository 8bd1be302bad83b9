import type { Context } from "@/lib/core/context";
import type { ProjectModel } from "@/prisma/generated/models";
import { assignmentsOf } from "./assignments";
import { listProjects, taskCounts } from "./queries";
import type { ListProjects, ProjectWire } from "./schema";
import { projectToWire } from "./wire";

/** The projects of a list as the API answers them: with the number of their tasks and the agents assigned to them. */
export async function describeProjects(ctx: Context, query: ListProjects): Promise<ProjectWire[]> {
  const listed = await listProjects(ctx, { ...query, counts: false });
  return described(
    ctx,
    listed.map(({ project }) => project),
    query.counts,
  );
}

/** One project in the same form, with its unfinished tasks counted apart. */
export async function describeProject(ctx: Context, project: ProjectModel): Promise<ProjectWire> {
  const [wire] = await described(ctx, [project], true);
  return wire as ProjectWire;
}

async function described(
  ctx: Context,
  projects: ProjectModel[],
  withOpen: boolean,
): Promise<ProjectWire[]> {
  const ids = projects.map(({ id }) => id);
  const [counts, assignments] = await Promise.all([
    taskCounts(ctx.db, ids),
    assignmentsOf(ctx.db, ids),
  ]);
  const agents = Map.groupBy(assignments, ({ project_id }) => project_id);
  return projects.map((project) => {
    const tasks = counts(project.id);
    return {
      ...projectToWire(project, withOpen ? tasks : undefined),
      task_count: tasks.total,
      assigned_agents: (agents.get(project.id) ?? []).map(({ agent_name }) => agent_name),
    };
  });
}
