import type { Queryable } from "@/lib/core/database";
import type { RunRow } from "./wire";

/** Every run of a task, newest first. Index: runs_task_id_id_idx. */
export async function runsOfTask(db: Queryable, taskId: number, limit = 100): Promise<RunRow[]> {
  const rows = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT to_jsonb(r) AS run FROM runs r WHERE r.task_id = ${taskId} ORDER BY r.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.run);
}

/** The newest runs of an agent. Index: runs_agent_started_at_idx. */
export async function runsOfAgent(db: Queryable, agent: string, limit = 50): Promise<RunRow[]> {
  const rows = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT to_jsonb(r) - 'prompt' - 'output' AS run FROM runs r WHERE r.agent = ${agent}
    ORDER BY r.started_at DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row.run, prompt: null, output: null }));
}

export async function findRun(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<
    { run: RunRow }[]
  >`SELECT to_jsonb(r) AS run FROM runs r WHERE r.id = ${id}`;
  return row?.run ?? null;
}
