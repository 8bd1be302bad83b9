import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { assignAgent, listAssignments, unassignAgent } from "@/lib/projects/assignments";
import {
  AssignAgent,
  AssignedResponse,
  AssignmentsResponse,
  ProjectPath,
  UnassignAgent,
} from "@/lib/projects/schema";

export const GET = defineRoute({
  id: "projects.agents.list",
  summary: "List the agents assigned to a project",
  params: ProjectPath,
  response: AssignmentsResponse,
  handle: async ({ ctx, params }) => ok({ assignments: await listAssignments(ctx, params.id) }),
});

export const POST = defineRoute({
  id: "projects.agents.assign",
  summary: "Assign an agent to a project",
  role: "admin",
  params: ProjectPath,
  body: AssignAgent,
  response: AssignedResponse,
  status: 201,
  handle: async ({ ctx, params, body }) => {
    await assignAgent(ctx, params.id, body);
    return created({ success: true });
  },
});

export const DELETE = defineRoute({
  id: "projects.agents.unassign",
  summary: "Take an agent off a project",
  role: "admin",
  params: ProjectPath,
  query: UnassignAgent,
  response: AssignedResponse,
  handle: async ({ ctx, params, query }) => {
    await unassignAgent(ctx, params.id, query.agent_name);
    return ok({ success: true });
  },
});
