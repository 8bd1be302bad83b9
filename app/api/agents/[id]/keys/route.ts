import { agentKeyToWire, createAgentKey, listAgentKeys, revokeAgentKey } from "@/lib/agents/keys";
import { AgentPath, CreateAgentKey, RevokeAgentKey } from "@/lib/agents/schema";
import { CreatedKeyResponse, KeyListResponse, RevokedAgentKeyResponse } from "@/lib/agents/shapes";
import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { created, ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.keys.list",
  summary: "List an agent's keys",
  response: KeyListResponse,
  role: "admin",
  params: AgentPath,
  handle: async ({ ctx, params }) => {
    const { agent, keys } = await listAgentKeys(ctx, params.id);
    return ok({ agent: { id: agent.id, name: agent.name }, keys: keys.map(agentKeyToWire) });
  },
});

export const POST = defineRoute({
  id: "agents.keys.create",
  summary: "Make a key that acts as the agent; it is shown this once",
  response: CreatedKeyResponse,
  role: "admin",
  params: AgentPath,
  body: CreateAgentKey,
  status: 201,
  handle: async ({ ctx, params, body }) => {
    const { row, key } = await createAgentKey(ctx, params.id, body);
    const { id, name, key_prefix, scopes, project_id, expires_at, created_at } =
      agentKeyToWire(row);
    return created({
      key: { id, name, key_prefix, scopes, project_id, expires_at, created_at },
      api_key: key,
    });
  },
});

export const DELETE = defineRoute({
  id: "agents.keys.revoke",
  summary: "Revoke one of an agent's keys",
  role: "admin",
  params: AgentPath,
  body: RevokeAgentKey,
  response: RevokedAgentKeyResponse,
  handle: async ({ ctx, params, body }) => {
    const { revokedAt } = await revokeAgentKey(ctx, params.id, body.key_id);
    return ok({ success: true, key_id: body.key_id, revoked_at: toUnixSeconds(revokedAt) });
  },
});
