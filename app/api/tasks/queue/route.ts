import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { agentNameOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { Caller } from "@/lib/events/long-lived";
import { ok } from "@/lib/http/respond";
import { claimNextWithin } from "@/lib/tasks/queue/wait";
import { PollQueue, PollQueueBody } from "@/lib/tasks/schema";
import { QueueResponse } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

async function poll(
  ctx: Context,
  input: PollQueueBody,
  request: Request,
  caller: Caller,
): Promise<Response> {
  const agent = input.agent ?? agentNameOf(ctx.actor);
  if (!agent) {
    throw new DomainError("invalid", "Missing agent. Provide ?agent=... or x-agent-name header.", {
      problems: [{ field: "agent", rule: "is required" }],
    });
  }
  const found = await claimNextWithin(
    ctx,
    {
      agent,
      maxCapacity: input.max_capacity,
      projectId: input.project_id,
      claimId: input.claim_id,
      worker: workerOf(request, input.worker),
    },
    input.wait,
    request.signal,
    caller,
  );
  const lease = found.run?.lease_expires_at;
  return ok({
    task: found.task ? taskToWire(found.task) : null,
    reason: found.reason,
    agent,
    timestamp: toUnixSeconds(ctx.clock.now()),
    run: found.run
      ? { id: found.run.id, lease_expires_at: lease ? toUnixSeconds(new Date(lease)) : null }
      : null,
    feedback: found.feedback,
  });
}

export const GET = defineRoute({
  id: "tasks.poll",
  summary: "Poll for work: claims the best ready task for an agent",
  role: "operator",
  query: PollQueue,
  response: QueueResponse,
  changes: true,
  longLived: true,
  pool: "queue",
  handle: ({ ctx, query, request, caller }) => poll(ctx, query, request, caller),
});

export const POST = defineRoute({
  id: "tasks.poll_post",
  summary: "Poll for work: claims the best ready task for an agent",
  role: "operator",
  body: PollQueueBody,
  response: QueueResponse,
  longLived: true,
  pool: "queue",
  handle: ({ ctx, body, request, caller }) => poll(ctx, body, request, caller),
});
