import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import { answerOf, REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "./row";
import type { GivenAnswer } from "./shapes";

/** As many of a task's answers are handed over, the newest; a prompt has no room for more. */
const MOST_GIVEN = 20;

/** What became of the questions about a task, oldest first: what was withdrawn because its run ended is left out. Index: requests_task_id_id_idx. */
export async function answersAbout(db: Queryable, taskId: number): Promise<GivenAnswer[]> {
  const rows = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.task_id = ${taskId} AND q.state <> 'open'
      AND (q.answer_option IS NOT NULL OR q.answer_text IS NOT NULL
        OR q.run_id = (SELECT tasks.run_id FROM tasks WHERE tasks.id = ${taskId}))
    ORDER BY q.id DESC LIMIT ${MOST_GIVEN}`;
  return rows.map(({ request }) => toGiven(request)).reverse();
}

/**
 * The same for a run that is handed to its agent. The first run of a task, new from the queue, has asked nothing and follows nobody who
 * did, so nothing is read for it.
 */
export async function answersFor(
  { db }: Pick<Context, "db">,
  run: Pick<RunRow, "id" | "task_id" | "attempt">,
  isNew: boolean,
): Promise<GivenAnswer[]> {
  if (isNew && run.attempt === 1) return [];
  return run.task_id === null ? answersOfRun(db, run.id) : answersAbout(db, run.task_id);
}

/** What became of the questions of a run without a task. Index: requests_run_id_idx. */
async function answersOfRun(db: Queryable, runId: number): Promise<GivenAnswer[]> {
  const rows = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.run_id = ${runId} AND q.state <> 'open' ORDER BY q.id DESC LIMIT ${MOST_GIVEN}`;
  return rows.map(({ request }) => toGiven(request)).reverse();
}

/** The answers that wait for an agent to take its runs up again, in the project that its key is limited to. Index: runs_answered_idx. */
export async function answersWaitingFor(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<GivenAnswer[]> {
  const rows = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request
    FROM (SELECT id FROM runs WHERE agent = ${agent} AND state = 'answered' OFFSET 0) r
    JOIN requests q ON q.run_id = r.id ${REQUEST_JOINS}
    WHERE q.state <> 'open' AND (${projectId}::int IS NULL OR q.project_id = ${projectId}::int)
    ORDER BY q.id LIMIT ${MOST_GIVEN}`;
  return rows.map(({ request }) => toGiven(request));
}

function toGiven(row: RequestRow): GivenAnswer {
  const answer = answerOf(row);
  return {
    request_id: row.id,
    run_id: row.run_id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    state: row.state,
    option: answer?.option ?? null,
    label: answer?.label ?? null,
    text: answer?.text ?? null,
    closed_by: row.closed_by,
    closed_at: toUnixSeconds(row.closed_at),
  };
}
