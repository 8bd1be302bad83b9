import { agentFor } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { agentsOfProfile } from "@/lib/profiles/agents";
import { makeAgent } from "@/lib/profiles/make-agent";
import { profileToWire } from "@/lib/profiles/row";
import { AgentsOfProfile, MakeAgent, ProfilePath, ProfileQuery } from "@/lib/profiles/schema";
import { MadeAgentResponse, ProfileAgentsResponse } from "@/lib/profiles/shapes";

export const GET = defineRoute({
  id: "profiles.agents",
  summary:
    "List the agents that are made from a profile; with wait and the last version, once there is another",
  params: ProfilePath,
  query: AgentsOfProfile,
  response: ProfileAgentsResponse,
  longLived: true,
  handle: async ({ ctx, params, query, request, caller }) => {
    const { signal } = request;
    const waiting = { seconds: query.wait, known: query.version, signal, caller };
    const { profile, agents, version } = await agentsOfProfile(
      ctx,
      params.name,
      query.project_id,
      waiting,
    );
    return ok({ profile: profileToWire(profile), agents, version });
  },
});

export const POST = defineRoute({
  id: "profiles.make_agent",
  summary: "Make an agent from a profile, or renew one that was made from a profile",
  role: "operator",
  params: ProfilePath,
  query: ProfileQuery,
  body: MakeAgent,
  response: MadeAgentResponse,
  status: [200, 201],
  handle: async ({ ctx, params, query, body }) => {
    const made = await makeAgent(ctx, params.name, query.project_id, body);
    const answer = { agent: agentFor(ctx.actor, made.agent), created: made.created };
    return made.created ? created(answer) : ok(answer);
  },
});
