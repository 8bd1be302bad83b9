import { createAgent } from "@/lib/agents/create";
import { listAgents } from "@/lib/agents/list";
import { CreateAgent, ListAgents, UpdateNamedAgent } from "@/lib/agents/schema";
import { AgentListResponse, ChangedAgentResponse, CreatedAgentResponse } from "@/lib/agents/shapes";
import { taskStatsOf } from "@/lib/agents/stats.sql";
import { updateNamedAgent } from "@/lib/agents/update";
import { agentFor } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.list",
  summary: "List agents with their presence and task counts",
  response: AgentListResponse,
  query: ListAgents,
  handle: async ({ ctx, query }) => {
    const { agents, ...page } = await listAgents(ctx, query);
    const wire = agents.map(({ agent, taskStats }) => ({
      ...agentFor(ctx.actor, agent),
      taskStats,
    }));
    return ok({ agents: wire, ...page });
  },
});

export const POST = defineRoute({
  id: "agents.create",
  summary: "Make an agent",
  response: CreatedAgentResponse,
  role: "operator",
  body: CreateAgent,
  status: 201,
  handle: async ({ ctx, body }) => {
    const agent = await createAgent(ctx, body);
    const taskStats = (await taskStatsOf(ctx.db, [agent.name]))(agent.name);
    return created({ agent: { ...agentFor(ctx.actor, agent), taskStats } });
  },
});

export const PUT = defineRoute({
  id: "agents.update_named",
  summary: "Change the agent that the body names",
  response: ChangedAgentResponse,
  role: "operator",
  body: UpdateNamedAgent,
  handle: async ({ ctx, body }) => {
    const agent = await updateNamedAgent(ctx, body);
    return ok({ success: true, agent: agentFor(ctx.actor, agent) });
  },
});
