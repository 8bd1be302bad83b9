import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { TaskRow } from "@/lib/tasks/row";
import { requestEvent } from "./events";
import { dropDeadlines, queueDeadline } from "./jobs";
import { GATE_AGENT, REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "./row";
import type { Option } from "./rules";

/** What is asked about a task that nobody works on: an approval of a workflow. */
export interface GateQuestion {
  task: Pick<TaskRow, "id" | "ticket_ref" | "project_id">;
  title: string;
  body: string | null;
  options: readonly Option[];
  /** Empty for every operator. */
  mayAnswer: readonly string[];
  deadlineAt: Date | null;
}

/**
 * Opens requests without a run, one for each question, in one statement. What is answered to one is for whoever follows its task
 * (prisma/sql/workflows.sql).
 */
export async function openGates(tx: TxContext, questions: readonly GateQuestion[]): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map(({ task, title, body, options, mayAnswer, deadlineAt }) => ({
    task_id: task.id,
    task_ref: task.ticket_ref,
    project_id: task.project_id,
    title,
    body,
    options,
    may_answer: mayAnswer,
    deadline_at: deadlineAt,
  }));
  const opened = await tx.db.$queryRaw<{ request: RequestRow }[]>`
    WITH q AS (
      INSERT INTO requests (task_id, task_ref, project_id, agent, kind, title, body, options, may_answer, deadline_at)
      SELECT r.task_id, r.task_ref, r.project_id, ${GATE_AGENT}, 'choice', r.title, NULLIF(r.body, ''), r.options,
        ARRAY(SELECT jsonb_array_elements_text(r.may_answer)), r.deadline_at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(task_id int, task_ref text, project_id int, title text, body text,
        options jsonb, may_answer jsonb, deadline_at timestamptz)
      RETURNING *
    )
    SELECT ${REQUEST_JSON} AS request FROM q ${REQUEST_JOINS} ORDER BY q.id`;
  for (const { request } of opened) {
    if (request.deadline_at !== null)
      await queueDeadline(tx.db, request.id, new Date(request.deadline_at));
  }
  await record(tx, ...opened.map(({ request }) => requestEvent("request.created", request, null)));
}

/** Withdraws what is still asked about these tasks without a run, and returns how many that were. Index: requests_task_id_id_idx. */
export async function withdrawGates(
  tx: TxContext,
  taskIds: readonly number[],
  reason: string,
): Promise<number> {
  if (taskIds.length === 0) return 0;
  const rows = await tx.db.$queryRaw<{ request: RequestRow }[]>`
    WITH q AS (
      UPDATE requests SET state = 'withdrawn', closed_by = ${tx.actor.name}, closed_at = clock_timestamp(), reason = ${reason}
      WHERE task_id = ANY(${[...taskIds]}::int[]) AND run_id IS NULL AND state = 'open' RETURNING *
    )
    SELECT ${REQUEST_JSON} AS request FROM q ${REQUEST_JOINS} ORDER BY q.id`;
  if (rows.length === 0) return 0;
  await dropDeadlines(
    tx.db,
    rows.map(({ request }) => request.id),
  );
  await record(tx, ...rows.map(({ request }) => requestEvent("request.withdrawn", request)));
  return rows.length;
}
