import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";
import { removeProject } from "@/lib/projects/delete";
import { findProject, taskCounts } from "@/lib/projects/queries";
import {
  ProjectPath,
  ProjectRemovedResponse,
  ProjectResponse,
  UpdateProject,
} from "@/lib/projects/schema";
import { updateProject } from "@/lib/projects/update";
import { projectToWire } from "@/lib/projects/wire";

export const GET = defineRoute({
  id: "projects.read",
  summary: "Read a project, by id, slug or ticket prefix",
  params: ProjectPath,
  response: ProjectResponse,
  handle: async ({ ctx, params }) => {
    const project = await findProject(ctx.db, params.id, ctx.actor);
    const counts = await taskCounts(ctx.db, [project.id]);
    return ok({ project: projectToWire(project, counts(project.id)) });
  },
});

export const PATCH = defineRoute({
  id: "projects.update",
  summary: "Change a project: absent fields stay, null clears",
  role: "admin",
  params: ProjectPath,
  body: UpdateProject,
  response: ProjectResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ project: projectToWire(await updateProject(ctx, params.id, body)) }),
});

export const PUT = alias(PATCH, "projects.put");

export const DELETE = defineRoute({
  id: "projects.remove",
  summary: "Archive a project, or delete it when it never had a task",
  role: "admin",
  params: ProjectPath,
  response: ProjectRemovedResponse,
  handle: async ({ ctx, params }) => {
    const { project, deleted } = await removeProject(ctx, params.id);
    return ok({ success: true, deleted, project: projectToWire(project) });
  },
});
