import { ownModelOf } from "@/lib/agents/model";
import { createApiKey } from "@/lib/auth/keys/keys";
import { authorize } from "@/lib/auth/permissions";
import { DAY_MS } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { agentNamed } from "@/lib/engine/live.sql";
import { findRunHead, readRunHead } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/wire";
import { lockIfThere } from "@/lib/tasks/locks";
import { taskPrompt } from "./prompt";
import { assignmentOf } from "./run-plan";

/** How long a program may have the key of its run, if the run does not end before. */
const KEY_LIVES_MS = 7 * DAY_MS;

/** Where the prompt says that the address and the key are: variables of the program's environment. */
const ADDRESS = "$MC_URL";
const KEY = "$MC_API_KEY";
/** A program may ask and end its turn: its worker starts it again with the answer, in the same session if it has one. */
const RUN = "$MC_RUN";

export interface BegunRun {
  run: RunRow;
  prompt: string;
  system: string | null;
  model: string | null;
  key: string;
}

/**
 * What a worker needs to begin a run that it claimed: the prompt, which is kept with the run, the agent's SOUL, and a key that is good
 * for this run alone. The prompt never holds the key. Fails with `stale_run` if the run no longer holds its task.
 */
export async function beginClaimed(ctx: Context, runId: number): Promise<BegunRun> {
  const run = await readRunHead(ctx, runId);
  // As whoever claims: the key of a run does not make itself another one.
  authorize(ctx.actor, "task.claim", {
    agent: run.agent,
    projectId: run.project_id ?? undefined,
  });
  return ctx.transaction(async (tx) => {
    const prompt = await promptOf(tx, run);
    const agent = await agentNamed(tx.db, run.agent);
    if (!agent) throw new DomainError("not_found", `Agent ${run.agent} not found`);
    // Index: run_texts_pkey.
    await tx.db.$executeRaw`
      INSERT INTO run_texts (run_id, prompt) VALUES (${run.id}, ${prompt})
      ON CONFLICT (run_id) DO UPDATE SET prompt = EXCLUDED.prompt`;
    // Only one of its keys is ever good: whoever begins a run again has lost the first one.
    await tx.db.$executeRaw`
      UPDATE api_keys SET revoked_at = clock_timestamp(), updated_at = clock_timestamp() WHERE run_id = ${run.id} AND revoked_at IS NULL`;
    const { key } = await createApiKey(tx, {
      name: `run ${run.id} of ${run.task_ref}`,
      kind: "run",
      role: "operator",
      scopes: [],
      agentId: agent.id,
      runId: run.id,
      projectId: run.project_id,
      expiresAt: new Date(tx.clock.now().getTime() + KEY_LIVES_MS),
    });
    return {
      run: (await findRunHead(tx.db, run.id)) ?? run,
      prompt,
      system: agent.soul_content?.trim() || null,
      model: ownModelOf(agent, "worker"),
      key,
    };
  });
}

async function promptOf(tx: TxContext, run: RunRow): Promise<string> {
  const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
  if (run.trigger !== "claim" || run.outcome !== null || task?.run_id !== run.id) {
    throw new DomainError("stale_run", `Run ${run.id} holds no task`, {
      run_id: run.id,
      fix: "drop this work and poll the queue again",
    });
  }
  const reporting = { url: ADDRESS, keyPlace: KEY, runPlace: RUN };
  return taskPrompt(await assignmentOf(tx.db, task, true, reporting, run.id));
}
