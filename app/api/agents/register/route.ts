import { registerAgent } from "@/lib/agents/register";
import { RegisterAgent } from "@/lib/agents/schema";
import { RegisterResponse } from "@/lib/agents/shapes";
import { agentToWire } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const POST = defineRoute({
  id: "agents.register",
  summary: "Register an agent: 201 the first time, 200 and an update every other time",
  response: RegisterResponse,
  role: "operator",
  body: RegisterAgent,
  status: [201, 200],
  handle: async ({ ctx, body }) => {
    const result = await registerAgent(ctx, body);
    const { id, name, role, status, created_at, runtime, max_capacity, capabilities } = agentToWire(
      result.agent,
    );
    const agent = { id, name, role, status, created_at, runtime, max_capacity, capabilities };
    const message = result.registered
      ? "Agent registered successfully"
      : "Agent already registered, status updated";
    return ok(
      { agent, registered: result.registered, message },
      { status: result.registered ? 201 : 200 },
    );
  },
});
