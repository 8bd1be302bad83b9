import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createProject } from "@/lib/projects/create";
import { describeProject, describeProjects } from "@/lib/projects/describe";
import {
  CreateProject,
  ListProjects,
  ProjectListResponse,
  ProjectResponse,
} from "@/lib/projects/schema";

export const GET = defineRoute({
  id: "projects.list",
  summary: "List the projects, the default one first",
  query: ListProjects,
  response: ProjectListResponse,
  handle: async ({ ctx, query }) => ok({ projects: await describeProjects(ctx, query) }),
});

export const POST = defineRoute({
  id: "projects.create",
  summary: "Make a project",
  role: "admin",
  body: CreateProject,
  response: ProjectResponse,
  status: 201,
  handle: async ({ ctx, body }) =>
    created({ project: await describeProject(ctx, await createProject(ctx, body)) }),
});
