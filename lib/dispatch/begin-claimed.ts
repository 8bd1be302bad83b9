import { ownModelOf } from "@/lib/agents/model";
import { createApiKey } from "@/lib/auth/keys/keys";
import { authorize } from "@/lib/auth/permissions";
import { DAY_MS } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { agentNamed } from "@/lib/engine/live.sql";
import { lockRun } from "@/lib/requests/run.sql";
import { findRun, findRunHead, readRunHead } from "@/lib/runs/queries";
import { isCalledTurn } from "@/lib/runs/record";
import { placeInConversation, type Said, saidBefore } from "@/lib/runs/turns.sql";
import type { RunRow } from "@/lib/runs/wire";
import { lockIfThere } from "@/lib/tasks/locks";
import { MOST_CHARS_QUOTED } from "@/lib/turns/terms";
import { taskPrompt } from "./prompt";
import { type Resumed, resumedBy } from "./resumed";
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
  /** Of a turn: its place in its conversation, what was said there before, and how long it may take. */
  conversation: { id: number; turn: number } | null;
  history: Said[];
  timeoutSeconds: number | null;
  /** Of a stage that resumes another one's session: which, and what to say where it is gone. */
  resumes: Resumed | null;
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
    const { prompt, resumes } =
      run.queued_at === null
        ? await promptOf(tx, run)
        : { prompt: await questionOf(tx, run.id), resumes: null };
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
      name: run.task_ref === null ? `turn ${run.id}` : `run ${run.id} of ${run.task_ref}`,
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
      conversation: placeInConversation(run),
      history: await saidBefore(tx.db, run, MOST_CHARS_QUOTED),
      timeoutSeconds: secondsLeft(run, tx.clock.now()),
      resumes,
    };
  });
}

/** What a turn asks, if its agent has taken it and it is open. Index: runs_pkey, run_texts_pkey. */
async function questionOf(tx: TxContext, runId: number): Promise<string> {
  const run = await lockRun(tx.db, runId);
  const isTaken = run?.outcome === null && run.state !== "queued" && !isCalledTurn(run);
  const texts = isTaken ? await findRun(tx.db, runId) : null;
  if (texts?.prompt != null) return texts.prompt;
  throw new DomainError("stale_run", `Run ${runId} is no turn that its agent has taken`, {
    run_id: runId,
    fix: "drop this work and poll the queue again",
  });
}

function secondsLeft({ details }: RunRow, now: Date): number | null {
  const { deadline_at: deadline } = details;
  if (typeof deadline !== "string") return null;
  return Math.max(1, Math.ceil((Date.parse(deadline) - now.getTime()) / 1_000));
}

async function promptOf(tx: TxContext, run: RunRow): Promise<Pick<BegunRun, "prompt" | "resumes">> {
  const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
  if (run.trigger !== "claim" || run.outcome !== null || task?.run_id !== run.id) {
    throw new DomainError("stale_run", `Run ${run.id} holds no task`, {
      run_id: run.id,
      fix: "drop this work and poll the queue again",
    });
  }
  const reporting = { url: ADDRESS, keyPlace: KEY, runPlace: RUN };
  return {
    prompt: taskPrompt(await assignmentOf(tx.db, task, true, reporting, run.id)),
    resumes: await resumedBy(tx.db, task, run.agent),
  };
}
