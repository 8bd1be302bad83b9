import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJob, defineJob } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { type BegunRun, beginRun } from "./begin";
import { beginTogether } from "./begin-together";
import { dispatchedRuns } from "./finish";
import { agentsWithDueWork, type DueWork, dueWork, getsPlace } from "./queue.sql";

/** The number of an agent's tasks that one job handles. Other jobs handle the rest. */
const MAX_TASKS_PER_JOB = 20;

/**
 * Starts the due tasks of an agent that Baton calls, most urgent first, up to its capacity (domain.md, "Dispatch, review,
 * recovery"). The runs are worked on in this process. Several processes may call this at once: each task is started by only
 * one of them.
 */
export async function dispatchAgent(
  caller: Context,
  worker: RunWorker,
  agent: string,
): Promise<{ begun: number; blocked: number }> {
  const result = { begun: 0, blocked: 0 };
  result.blocked = await beginDue(asSystem(caller, "scheduler"), agent, (begun) => {
    result.begun++;
    worker.start(dispatchedRuns, begun);
  });
  return result;
}

/**
 * Begins runs of the agent's due tasks, as many as possible in one statement and the others one by one, and hands each to `start` as
 * soon as it is begun. Returns how many tasks cannot be dispatched now.
 */
export async function beginDue(
  ctx: Context,
  agent: string,
  start: (begun: BegunRun) => void,
): Promise<number> {
  const work = await workWithPlace(ctx, agent);
  if (work.agent === null || work.due.length === 0) return 0;
  const { begun, placesLeft } = await beginTogether(ctx, work.agent, work.due).catch(
    (error: unknown) => {
      // One of them fails: begun by itself, it fails by itself.
      logger.warn({ agent, err: String(error) }, "due tasks not begun together");
      return { begun: [], placesLeft: null };
    },
  );
  for (const one of begun) start(one);
  if (placesLeft !== null && placesLeft <= 0) return 0;
  const started = new Set(begun.map(({ run }) => run.task_id));
  const others = work.due.filter(({ id }) => !started.has(id));
  let blocked = 0;
  await forEachIsolated(`due tasks of ${agent}`, others, async ({ id }) => {
    const one = await beginRun(ctx, id, agent);
    if (one.kind === "full") return "stop";
    if (one.kind === "blocked") blocked++;
    if (one.kind === "begun") start(one);
    return undefined;
  });
  return blocked;
}

/** What is due for the agent, read again if it was full and a place became free at that moment. */
async function workWithPlace(ctx: Context, agent: string): Promise<DueWork> {
  const work = await dueWork(ctx.db, agent, MAX_TASKS_PER_JOB);
  const isWaiting = work.agent === null && work.due.length > 0;
  if (!isWaiting || !(await getsPlace(ctx.db, agent))) return work;
  return dueWork(ctx.db, agent, MAX_TASKS_PER_JOB);
}

export const dispatchAgentJob = defineJob({
  name: "dispatchAgent",
  payload: z.strictObject({ agent: z.string() }),
  description: "Gives an agent that Baton calls as much of its ready work as it has room for.",
  run: (ctx, { agent }, process) => dispatchAgent(ctx, process.part(runWorkerPart), agent),
});

/**
 * Dispatches for every agent with due work and free capacity. Runs once a minute and after settings change, in case a
 * wake-up was missed. Also checks tasks again that wait for settings or a budget.
 */
export async function dispatchAssignedTasks(caller: Context): Promise<{ agents: number }> {
  const ctx = asSystem(caller, "scheduler");
  const agents = await agentsWithDueWork(ctx.db);
  for (const agent of agents) {
    await addJob(ctx.db, dispatchAgentJob, { agent }, { key: `dispatch-agent:${agent}` });
  }
  return { agents: agents.length };
}

export const dispatchAssignedTasksJob = defineJob({
  name: "dispatchAssignedTasks",
  payload: z.strictObject({}),
  description: "Sends assigned tasks to the agents that Baton calls.",
  periodic: "* * * * *",
  run: (ctx) => dispatchAssignedTasks(ctx),
});
