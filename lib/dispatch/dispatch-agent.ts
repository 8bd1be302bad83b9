import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJob, defineJob } from "@/lib/core/jobs";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { beginRun } from "./begin";
import { dispatchedRuns } from "./finish";
import { agentsWithDueWork, dueTasks } from "./queue.sql";

/** How many tasks of an agent one job looks at; what is left has jobs of its own. */
const AT_ONCE = 20;

/**
 * Gives an agent that Baton calls its due tasks, the most urgent first, as far as it has room (domain.md, "Dispatch, review,
 * recovery"), and begins to work on them in this process. Any number of processes may do so at once: each task is begun by one.
 */
export async function dispatchAgent(
  caller: Context,
  worker: RunWorker,
  agent: string,
): Promise<{ begun: number; held: number }> {
  const ctx = asSystem(caller, "scheduler");
  const result = { begun: 0, held: 0 };
  const due = await dueTasks(ctx.db, agent, AT_ONCE);
  const rows = due.map((id) => ({ id }));
  await forEachIsolated(`due tasks of ${agent}`, rows, async ({ id }) => {
    const begun = await beginRun(ctx, id, agent);
    if (begun.kind === "full") return "stop";
    if (begun.kind === "held") result.held++;
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
 * Looks at every agent that has due work and room for it, once a minute and when settings changed, in case a wake-up was
 * missed. What waits for other settings or a budget is looked at again.
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
