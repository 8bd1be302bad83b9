import { type Actor, projectLimitOf } from "@/lib/core/actor";
import type { Transaction } from "@/lib/core/database";
import { MAX_INT } from "@/lib/core/fields";
import { record } from "@/lib/events/append";
import { type RunRow, runToWire } from "./wire";

export interface Usage {
  agent: string;
  /** The run it belongs to, when the agent says so. */
  runId?: number;
  /** The task it was for, by id or ticket_ref. */
  task?: number | string | null;
  model: string;
  tokensIn: number;
  tokensOut: number;
}

/**
 * Adds tokens to the run of an agent they were used in: the one it names, else its newest one of the task it names, else
 * the only one it has open. Tokens of no run are kept as a finished direct run, so that every sum over runs holds them.
 */
export async function addUsage(tx: Transaction, actor: Actor, usage: Usage): Promise<void> {
  const runId = await runOf(tx, usage);
  const run = runId === null ? null : await addTo(tx, actor, runId, usage);
  const kept = run ?? (await insertDirect(tx, usage));
  await record(tx, actor, {
    type: run ? "run.updated" : "run.completed",
    projectId: kept.project_id,
    taskId: kept.task_id,
    agent: kept.agent,
    runId: kept.id,
    data: { run: runToWire({ ...kept, prompt: null, output: null }) },
  });
}

/** Index: tasks_pkey, tasks_ticket_ref_key, runs_task_id_id_idx, runs_open_idx. */
async function runOf(tx: Transaction, usage: Usage): Promise<number | null> {
  if (usage.runId !== undefined) return usage.runId;
  if (usage.task) {
    const ref = String(usage.task);
    const id = /^\d{1,9}$/.test(ref) ? Number(ref) : -1;
    const [run] = await tx.$queryRaw<{ id: number }[]>`
      SELECT r.id FROM tasks t JOIN runs r ON r.task_id = t.id
      WHERE (t.ticket_ref = ${ref} OR t.id = ${id}) AND r.agent = ${usage.agent}
      ORDER BY (r.outcome IS NULL) DESC, r.id DESC LIMIT 1`;
    return run?.id ?? null;
  }
  const open = await tx.$queryRaw<{ id: number }[]>`
    SELECT r.id FROM runs r WHERE r.agent = ${usage.agent} AND r.outcome IS NULL LIMIT 2`;
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}

async function addTo(
  tx: Transaction,
  actor: Actor,
  runId: number,
  usage: Usage,
): Promise<RunRow | null> {
  const limit = projectLimitOf(actor);
  const [row] = await tx.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET tokens_in = LEAST(${MAX_INT}, COALESCE(r.tokens_in, 0)::bigint + ${usage.tokensIn}),
      tokens_out = LEAST(${MAX_INT}, COALESCE(r.tokens_out, 0)::bigint + ${usage.tokensOut}), model = COALESCE(r.model, ${usage.model})
    WHERE r.id = ${runId} AND r.agent = ${usage.agent} AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)
    RETURNING to_jsonb(r) AS run`;
  return row?.run ?? null;
}

async function insertDirect(tx: Transaction, usage: Usage): Promise<RunRow> {
  const [row] = await tx.$queryRaw<{ run: RunRow }[]>`
    INSERT INTO runs AS r (agent, runtime, trigger, model, tokens_in, tokens_out, finished_at, outcome)
    VALUES (${usage.agent}, COALESCE((SELECT runtime FROM agents WHERE name = ${usage.agent}), 'pull'), 'direct',
            ${usage.model}, ${usage.tokensIn}::int, ${usage.tokensOut}::int, now(), 'succeeded')
    RETURNING to_jsonb(r) AS run`;
  return (row as { run: RunRow }).run;
}
