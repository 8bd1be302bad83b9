import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJob, defineJob } from "@/lib/core/jobs";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { beginRun } from "./begin";
import { dispatchedRuns } from "./finish";
import { agentsWithDueWork, dueTasks } from "./queue.sql";

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
  const ctx = asSystem(caller, "scheduler");
  const result = { begun: 0, blocked: 0 };
  const due = await dueTasks(ctx.db, agent, MAX_TASKS_PER_JOB);
  const rows = due.map((id) => ({ id }));
  await forEachIsolated(`due tasks of ${agent}`, rows, async ({ id }) => {
    const begun = await beginRun(ctx, id, agent);
    if (begun.kind === "full") return "stop";
    if (begun.kind === "blocked") result.blocked++;
    if (begun.kind === "begun") {
      result.begun++;
      worker.start(dispatchedRuns, begun);
    }
    return undefined;
  });
  return result;
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
