import { authorizeAgent } from "@/lib/agents/authorize";
import { authorize } from "@/lib/auth/permissions";
import { type Actor, agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import type { ReportTokens, Timeframe } from "./schema";
import { conditionOf, sumRuns } from "./sums";
import type { TokenRecord } from "./token-shapes";
import { usageWithin } from "./tokens";
import { addUsage } from "./usage";

/** The newest runs of a time frame with known token counts, and their total number. */
export async function tokenRecords(
  ctx: Context,
  timeframe: Timeframe,
  limit: number,
): Promise<{ usage: TokenRecord[]; total: number }> {
  authorize(ctx.actor, "task.read");
  const filter = usageWithin(ctx, timeframe);
  const [usage, [all]] = await Promise.all([
    ctx.db.$queryRaw<Omit<TokenRecord, "totalTokens" | "workspaceId">[]>`
      SELECT 'run-' || r.id AS id, COALESCE(r.model, 'unknown') AS model, r.agent AS "agentName",
             r.agent || ':' || COALESCE(r.task_ref, r.trigger::text) AS "sessionId",
             floor(extract(epoch FROM r.started_at) * 1000)::float8 AS timestamp,
             COALESCE(r.tokens_in, 0) AS "inputTokens", COALESCE(r.tokens_out, 0) AS "outputTokens",
             r.cost_usd::float8 AS cost, r.trigger::text AS operation, r.task_id AS "taskId", r.id AS "runId",
             floor(extract(epoch FROM r.finished_at - r.started_at) * 1000)::float8 AS duration
      FROM runs r WHERE ${conditionOf(ctx.actor, filter)} ORDER BY r.id DESC LIMIT ${limit}`,
    sumRuns(ctx.db, ctx.actor, [], filter),
  ]);
  return { usage: usage.map(withTotal), total: all?.runs ?? 0 };
}

const withTotal = (row: Omit<TokenRecord, "totalTokens" | "workspaceId">): TokenRecord => ({
  ...row,
  totalTokens: row.inputTokens + row.outputTokens,
  workspaceId: 1,
});

/**
 * Records tokens that an agent reports, on the run they belong to (lib/runs/usage.ts). The agent is the key's, else the one that is
 * named, else the part of `sessionId` before the colon.
 */
export async function reportTokens(ctx: Context, input: ReportTokens): Promise<TokenRecord> {
  const agent = input.agent?.trim() ?? agentOf(ctx.actor, input.sessionId);
  const ownRun = ctx.actor.kind === "agent" ? ctx.actor.runId : null;
  const runId = input.run_id ?? ownRun ?? undefined;
  if (ownRun === null) await authorizeAgent(ctx, "agent.heartbeat", agent);
  else authorize(ctx.actor, "task.report", { agent, taskRunId: runId });
  const { run, costUsd } = await ctx.transaction((tx) =>
    addUsage(tx, {
      agent,
      runId,
      task: input.taskId,
      model: input.model,
      tokensIn: input.inputTokens,
      tokensOut: input.outputTokens,
      costUsd: input.costUsd,
    }),
  );
  return {
    id: `run-${run.id}`,
    model: input.model,
    sessionId: input.sessionId ?? `${agent}:${run.task_ref ?? run.trigger}`,
    agentName: agent,
    timestamp: ctx.clock.now().getTime(),
    inputTokens: input.inputTokens,
    outputTokens: input.outputTokens,
    totalTokens: input.inputTokens + input.outputTokens,
    cost: costUsd,
    operation: input.operation ?? "chat_completion",
    duration: input.duration ?? null,
    taskId: run.task_id,
    runId: run.id,
    workspaceId: 1,
  };
}

function agentOf(actor: Actor, sessionId: string | undefined): string {
  const name = agentNameOf(actor) ?? sessionId?.split(":")[0]?.trim();
  if (name) return name;
  throw invalid("sessionId", "is required, as agent:session, or agent", {
    fix: "say which agent used the tokens",
  });
}
