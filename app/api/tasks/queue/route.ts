import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { agentNameOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import type { Caller } from "@/lib/events/long-lived";
import { ok } from "@/lib/http/respond";
import { runToWire } from "@/lib/runs/wire";
import { claimMore, type Poll } from "@/lib/tasks/queue/claim";
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
  if (input.limit !== undefined && input.claim_id !== undefined) {
    throw invalid("limit", "cannot be sent with claim_id, which names one claim");
  }
  const asked = {
    agent,
    maxCapacity: input.max_capacity,
    projectId: input.project_id,
    workType: input.work_type,
    claimId: input.claim_id,
    turns: input.turns,
    commands: input.commands,
    existing: input.existing,
    worker: workerOf(request, input.worker),
    most: input.limit,
  };
  const found = await claimNextWithin(ctx, asked, input.wait, request.signal, caller);
  const claims =
    input.limit === undefined || found.turn
      ? undefined
      : await claimMore(ctx, asked, found, input.limit);
  return ok({
    task: found.task ? taskToWire(found.task) : null,
    reason: found.reason,
    agent,
    timestamp: toUnixSeconds(ctx.clock.now()),
    run: found.run && runToShow(found.run),
    ...(input.turns && { turn: found.turn && { run: runToWire(found.turn) } }),
    feedback: found.feedback,
    answers: found.answers,
    resumes: found.resumes,
    ...(claims && {
      claims: claims.map(({ task, run, feedback, answers, resumes }) => ({
        task: taskToWire(task),
        run: runToShow(run),
        feedback,
        answers,
        resumes,
      })),
    }),
  });
}

const runToShow = ({ id, lease_expires_at: lease }: NonNullable<Poll["run"]>) => ({
  id,
  lease_expires_at: lease ? toUnixSeconds(new Date(lease)) : null,
});

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
