import { deleteAgent } from "@/lib/agents/delete";
import { findAgent } from "@/lib/agents/find";
import { AgentPath, DeleteAgent, UpdateAgent } from "@/lib/agents/schema";
import { AgentResponse, ChangedAgentResponse, DeletedAgentResponse } from "@/lib/agents/shapes";
import { updateAgent } from "@/lib/agents/update";
import { agentFor } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.read",
  summary: "Read one agent, by id or name",
  response: AgentResponse,
  params: AgentPath,
  handle: async ({ ctx, params }) =>
    ok({ agent: agentFor(ctx.actor, await findAgent(ctx.db, params.id)) }),
});

export const PATCH = defineRoute({
  id: "agents.update",
  summary: "Change an agent: config is merged, null clears",
  response: ChangedAgentResponse,
  role: "operator",
  params: AgentPath,
  body: UpdateAgent,
  handle: async ({ ctx, params, body }) => {
    const agent = await updateAgent(ctx, params.id, body);
    return ok({ success: true, agent: agentFor(ctx.actor, agent) });
  },
});

export const PUT = alias(PATCH, "agents.put");

export const DELETE = defineRoute({
  id: "agents.delete",
  summary: "Delete an agent and its keys: what it holds is released, its runs stay",
  response: DeletedAgentResponse,
  role: "admin",
  params: AgentPath,
  body: DeleteAgent,
  handle: async ({ ctx, params }) => {
    const { name, released, assigned } = await deleteAgent(ctx, params.id);
    return ok({
      success: true,
      deleted: name,
      remove_workspace: false,
      released,
      still_assigned: assigned,
    });
  },
});
