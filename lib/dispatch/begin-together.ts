import type { AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import type { RunRow } from "@/lib/runs/wire";
import { runtimeTermsOf } from "@/lib/runtimes/choose";
import type { Runtime } from "@/lib/runtimes/runtime";
import type { TaskRow } from "@/lib/tasks/row";
import type { BegunRun } from "./begin";
import type { DueTask } from "./queue.sql";
import { planRun, routeTask } from "./run-plan";

/** `run.started`, and the change of the task. */
const EVENTS = 2;

interface Planned {
  task: TaskRow;
  runtime: Runtime;
  /** One of the `works` of `begin_dispatched`. */
  work: { id: number; prompt: string };
}

/**
 * Starts runs of due tasks with an agent that Baton calls, all in one statement (prisma/sql/dispatched-runs.sql). `placesLeft` is null if
 * that is not known. Tasks that are missing in the result were not touched: `beginRun` says what becomes of each. Those are
 * tasks that cannot be dispatched now, that somebody changes meanwhile, or that a budget covers.
 */
export async function beginTogether(
  ctx: Context,
  agent: AgentRow,
  due: readonly DueTask[],
): Promise<{ begun: BegunRun[]; placesLeft: number | null }> {
  const planned = await planAll(ctx, agent, due);
  if (planned.length === 0) return { begun: [], placesLeft: null };
  const { runtime, config, soul_content } = agent;
  const result = await ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ result: { runs: RunRow[]; places: number } | null }[]>`
        SELECT begin_dispatched(${agent.name}, ${JSON.stringify({ runtime, config, soul_content })}::jsonb,
          ${JSON.stringify(planned.map(({ work }) => work))}::jsonb, ${BATON_RUN_LEASE_MS}::int, ${ordinal}::int,
          ${ctx.actor.name}, ${ctx.actor.kind}) AS result`;
      return row?.result ?? null;
    },
    (begun) => begun !== null && begun.runs.length > 0,
    EVENTS * planned.length,
  );
  if (result === null) return { begun: [], placesLeft: null };
  const byTask = new Map(planned.map((plan) => [plan.task.id, plan]));
  const begun = result.runs.flatMap((run) => {
    const plan = run.task_id === null ? undefined : byTask.get(run.task_id);
    if (!plan) return [];
    return [
      { run: { ...run, prompt: plan.work.prompt, output: null }, agent, runtime: plan.runtime },
    ];
  });
  return { begun, placesLeft: result.places };
}

/** What is decided about each task that the agent has a place for, in their order; those that are blocked are left out. */
async function planAll(ctx: Context, agent: AgentRow, due: readonly DueTask[]): Promise<Planned[]> {
  const now = ctx.clock.now();
  const terms = await runtimeTermsOf(ctx.db, agent);
  const planned: Planned[] = [];
  for (const { task, buildsOn } of due) {
    if (task === null) continue;
    const { choice, route } = routeTask(terms, agent, task, now);
    if (choice.kind !== "ok") continue;
    const { prompt, details } = await planRun(ctx.db, { agent, task, buildsOn }, choice, now);
    const { id, updated_at } = task;
    const tier = { tier: route?.tier ?? null, tier_reason: route?.reason ?? null };
    const work = { id, updated_at, model: choice.model, ...tier, prompt, details };
    planned.push({ task, runtime: choice.runtime, work });
  }
  return planned;
}
