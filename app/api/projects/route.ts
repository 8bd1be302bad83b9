import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createProject } from "@/lib/projects/create";
import { listProjects } from "@/lib/projects/queries";
import {
  CreateProject,
  ListProjects,
  ProjectListResponse,
  ProjectResponse,
} from "@/lib/projects/schema";
import { projectToWire } from "@/lib/projects/wire";

export const GET = defineRoute({
  id: "projects.list",
  summary: "List the projects, the default one first",
  query: ListProjects,
  response: ProjectListResponse,
  handle: async ({ ctx, query }) => {
    const projects = await listProjects(ctx, query);
    return ok({ projects: projects.map(({ project, tasks }) => projectToWire(project, tasks)) });
  },
});

export const POST = defineRoute({
  id: "projects.create",
  summary: "Make a project",
  role: "admin",
  body: CreateProject,
  response: ProjectResponse,
  status: 201,
  handle: async ({ ctx, body }) =>
    created({ project: projectToWire(await createProject(ctx, body)) }),
});
