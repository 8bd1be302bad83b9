import { asSystem, type Context } from "@/lib/core/context";
import { addJob } from "@/lib/core/jobs";
import { beginRun } from "./begin";
import type { RunHost } from "./host";
import { agentsWithDueWork, dueTasks } from "./queue.sql";

/** How many tasks of an agent one job looks at; what is left has jobs of its own. */
const AT_ONCE = 20;

/**
 * Gives an agent that Baton calls its due tasks, the most urgent first, as far as it has room (domain.md, "Dispatch, review,
 * recovery"), and begins to work on them in this process. Any number of processes may do so at once: each task is begun by one.
 */
export async function dispatchAgent(
  caller: Context,
  host: RunHost,
  agent: string,
): Promise<{ begun: number; held: number }> {
  const ctx = asSystem(caller, "scheduler");
  const result = { begun: 0, held: 0 };
  let failure: unknown;
  for (const taskId of await dueTasks(ctx.db, agent, AT_ONCE)) {
    const begun = await beginRun(ctx, taskId, agent).catch((error: unknown) => {
      // One task that cannot be begun does not hold up those behind it; the job is tried again for it.
      failure ??= error;
      return { kind: "gone" } as const;
    });
    if (begun.kind === "full") break;
    if (begun.kind === "held") result.held++;
    if (begun.kind !== "begun") continue;
    result.begun++;
    host.start(begun.run, begun.runtime, begun.agent);
  }
  if (failure !== undefined) throw failure;
  return result;
}

/**
 * Looks at every agent that has due work and room for it, once a minute and when settings changed, in case a wake-up was
 * missed. What waits for other settings or a budget is looked at again.
 */
export async function dispatchAssignedTasks(caller: Context): Promise<{ agents: number }> {
  const ctx = asSystem(caller, "scheduler");
  const agents = await agentsWithDueWork(ctx.db);
  for (const agent of agents) {
    await addJob(ctx.db, "dispatchAgent", { agent }, { key: `dispatch-agent:${agent}` });
  }
  return { agents: agents.length };
}
