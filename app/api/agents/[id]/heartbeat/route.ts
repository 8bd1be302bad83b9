import { checkWork, heartbeat } from "@/lib/agents/heartbeat";
import { pulseToWire } from "@/lib/agents/heartbeat-wire";
import { AgentPath, Heartbeat } from "@/lib/agents/schema";
import { HeartbeatResponse } from "@/lib/agents/shapes";
import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.check_work",
  summary: "See what waits for an agent, without a sign of life",
  response: HeartbeatResponse,
  params: AgentPath,
  handle: async ({ ctx, params }) =>
    ok(pulseToWire(await checkWork(ctx, params.id), ctx.clock.now())),
});

export const POST = defineRoute({
  id: "agents.heartbeat",
  summary: "Give a sign of life, report tokens, and hear what waits",
  response: HeartbeatResponse,
  role: "operator",
  params: AgentPath,
  body: Heartbeat,
  pool: "queue",
  handle: async ({ ctx, params, body, request }) => {
    const worker = workerOf(request, body.worker);
    const pulse = await heartbeat(ctx, params.id, { ...body, worker });
    return ok({ ...pulseToWire(pulse, ctx.clock.now()), token_recorded: pulse.tokenRecorded });
  },
});
