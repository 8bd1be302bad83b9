import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";
import { removeProject } from "@/lib/projects/delete";
import { describeProject } from "@/lib/projects/describe";
import { findProject } from "@/lib/projects/queries";
import {
  ProjectPath,
  ProjectRemovedResponse,
  ProjectResponse,
  RemoveProject,
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
    return ok({ project: await describeProject(ctx, project) });
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
    ok({ project: await describeProject(ctx, await updateProject(ctx, params.id, body)) }),
});

export const PUT = alias(PATCH, "projects.put");

export const DELETE = defineRoute({
  id: "projects.remove",
  summary: "Archive a project, or delete one that never had a task",
  role: "admin",
  params: ProjectPath,
  query: RemoveProject,
  response: ProjectRemovedResponse,
  handle: async ({ ctx, params, query: { mode } }) => {
    const project = await removeProject(ctx, params.id, mode);
    return ok({
      success: true,
      mode,
      deleted: mode === "delete",
      project: projectToWire(project),
    });
  },
});
