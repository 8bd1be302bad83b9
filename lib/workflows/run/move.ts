import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { Overtaken } from "@/lib/core/errors";
import { type NewEvent, record } from "@/lib/events/append";
import { closeRun } from "@/lib/runs/record";
import { changeParents } from "@/lib/tasks/change/change";
import { hashOf } from "@/lib/tasks/change/create";
import { isTerminal, restingStatus } from "@/lib/tasks/lifecycle";
import { lockTasks } from "@/lib/tasks/locks";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import { NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { alignChain } from "@/lib/tasks/structure/failure-chain";
import { refreshBelow } from "@/lib/tasks/structure/readiness";

/** What a run does to one of its tasks. What is left out stays. */
export interface Move {
  id: number;
  status?: "rest" | "done" | "failed" | "cancelled";
  kind?: TaskRow["kind"];
  title?: string;
  description?: string | null;
  assignedTo?: string | null;
  command?: TaskRow["command"];
  /** When it may start, ISO; null for at once. */
  scheduledFor?: string | null;
  resolution?: string | null;
  error?: string | null;
  /** Forgets its counters, and earlier verdicts no longer count. */
  reopens?: boolean;
  archived?: boolean;
  /** How its open run ends, in words. */
  why?: string;
  /** What it was when this was decided: if somebody ended or reopened it since, `Overtaken` is thrown. */
  was?: Pick<TaskRow, "status"> & { isArchived: boolean };
}

/** What the rules tell apart of how a task stands. */
const standingOf = (status: TaskRow["status"], isArchived: boolean): string =>
  isTerminal(status) ? status : isArchived ? "archived" : "open";

interface Written {
  id: number;
  status: TaskRow["status"];
  kind: TaskRow["kind"];
  title: string;
  description: string | null;
  assigned_to: string | null;
  command: TaskRow["command"];
  scheduled_for: string | null;
  resolution: string | null;
  resolution_hash: string | null;
  error_message: string | null;
  outcome: string | null;
  reopens: boolean;
  archived: boolean;
}

/** As in `reopened`, for many at once. Index: quality_reviews_task_id_id_idx. */
const NEXT_VERDICT = Prisma.sql`(SELECT COALESCE(max(q.id), 0) + 1 FROM quality_reviews q WHERE q.task_id = t.id)`;

/**
 * Changes tasks of a run together, with everything that follows for others: their readiness, the chain behind a failure, their parents'
 * counts and the events. The number of statements does not depend on how many tasks there are, but for those that are being worked on,
 * whose runs end one by one. Tasks that were deleted are left out. Returns them as they are then, by id.
 */
export async function moveTasks(
  tx: TxContext,
  moves: readonly Move[],
): Promise<Map<number, TaskRow>> {
  if (moves.length === 0) return new Map();
  const byId = new Map(moves.map((move) => [move.id, move]));
  const before = await lockTasks(tx, [...byId.keys()]);
  const runEvents: NewEvent[] = [];
  const written: Written[] = [];
  for (const task of before) {
    const move = byId.get(task.id) as Move;
    const { was } = move;
    if (
      was &&
      standingOf(was.status, was.isArchived) !== standingOf(task.status, task.archived_at !== null)
    )
      throw new Overtaken(`Task ${task.ticket_ref}`);
    const row = writtenFor(task, move);
    written.push(row);
    const leaves = task.status === "in_progress" && row.status !== "in_progress";
    if (leaves && task.run_id !== null) {
      const run = { outcome: "cancelled" as const, error: move.why ?? null };
      await closeRun(tx, task.run_id, run, (event) => void runEvents.push(event));
    }
  }
  const after = await write(tx, written);
  await record(tx, ...runEvents, ...eventsOf(before, after));
  await settle(tx, before, after);
  await wakeWhenDue(
    tx,
    [...after.values()].filter(({ id }) => byId.get(id)?.scheduledFor != null),
  );
  return after;
}

function writtenFor(task: TaskRow, move: Move): Written {
  const assignedTo = move.assignedTo === undefined ? task.assigned_to : move.assignedTo;
  const status =
    move.status === "rest"
      ? restingStatus(assignedTo)
      : (move.status ??
        (task.status === "inbox" || task.status === "assigned"
          ? restingStatus(assignedTo)
          : task.status));
  const resolution = move.resolution === undefined ? task.resolution : move.resolution;
  const outcome =
    status === task.status
      ? task.outcome
      : status === "done"
        ? "success"
        : status === "failed"
          ? "failed"
          : null;
  return {
    id: task.id,
    status,
    kind: move.kind ?? task.kind,
    title: move.title ?? task.title,
    description: move.description === undefined ? task.description : move.description,
    assigned_to: assignedTo,
    command: move.command === undefined ? task.command : move.command,
    scheduled_for: move.scheduledFor === undefined ? task.scheduled_for : move.scheduledFor,
    resolution,
    resolution_hash: move.resolution === undefined ? task.resolution_hash : hashOf(resolution),
    error_message: move.error !== undefined ? move.error : move.reopens ? null : task.error_message,
    outcome,
    reopens: move.reopens ?? false,
    archived: move.archived ?? task.archived_at !== null,
  };
}

/** Index: tasks_pkey. */
async function write(tx: TxContext, rows: readonly Written[]): Promise<Map<number, TaskRow>> {
  const changed = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET status = m.status::task_status, kind = m.kind::task_kind, title = m.title, description = m.description,
      assigned_to = m.assigned_to, command = NULLIF(m.command, 'null'), scheduled_for = m.scheduled_for, resolution = m.resolution,
      resolution_hash = m.resolution_hash, error_message = m.error_message, outcome = m.outcome,
      run_id = CASE WHEN m.status = 'in_progress' THEN t.run_id END,
      request_id = CASE WHEN m.status = 'in_progress' THEN t.request_id END,
      blocked_reason = CASE WHEN m.status = 'blocked' THEN t.blocked_reason END,
      blocked_by_id = CASE WHEN m.status = 'blocked' THEN t.blocked_by_id END,
      blocked_by_agent = m.status = 'blocked' AND t.blocked_by_agent,
      status_changed_at = CASE WHEN m.status::task_status <> t.status THEN clock_timestamp() ELSE t.status_changed_at END,
      completed_at = CASE WHEN m.status NOT IN ('done', 'failed', 'cancelled') THEN NULL
                          WHEN m.status::task_status = t.status THEN t.completed_at ELSE clock_timestamp() END,
      archived_at = CASE WHEN m.archived THEN COALESCE(t.archived_at, clock_timestamp()) END,
      ready = t.ready AND m.status IN ('inbox', 'assigned'), dispatch_hold = NULL, next_attempt_at = NULL,
      review_cycles = CASE WHEN m.reopens THEN 0 ELSE t.review_cycles END,
      dispatch_attempts = CASE WHEN m.reopens THEN 0 ELSE t.dispatch_attempts END,
      stale_requeues = CASE WHEN m.reopens THEN 0 ELSE t.stale_requeues END,
      reviews_count_from_id = CASE WHEN m.reopens THEN ${NEXT_VERDICT} ELSE t.reviews_count_from_id END,
      updated_at = ${NEXT_UPDATED_AT}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id int, status text, kind text, title text, description text,
      assigned_to text, command jsonb, scheduled_for timestamptz, resolution text, resolution_hash text, error_message text,
      outcome text, reopens boolean, archived boolean), projects p
    WHERE t.id = m.id AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  const tasks = new Map(changed.map(({ task }) => [task.id, task]));
  const resting = changed.flatMap(({ task }) =>
    task.status === "inbox" || task.status === "assigned" ? [task.id] : [],
  );
  if (resting.length > 0) {
    const ready = await tx.db.$queryRaw<{ id: number; ready: boolean; claimable: boolean }[]>`
      UPDATE tasks t SET ready = NOT t.ready
      WHERE t.id = ANY(${resting}::int[]) AND t.ready IS DISTINCT FROM task_is_ready(t.id)
      RETURNING t.id, t.ready, t.claimable`;
    for (const { id, ...flags } of ready) Object.assign(tasks.get(id) as TaskRow, flags);
  }
  return tasks;
}

function eventsOf(before: readonly TaskRow[], after: ReadonlyMap<number, TaskRow>): NewEvent[] {
  return before.flatMap((was): NewEvent[] => {
    const task = after.get(was.id);
    if (!task) return [];
    const type =
      was.status === task.status
        ? "task.updated"
        : task.status === "done"
          ? "task.completed"
          : "task.status_changed";
    return [
      {
        type,
        projectId: task.project_id,
        taskId: task.id,
        agent: task.assigned_to,
        runId: was.run_id,
        data: { task, before: was, previous_status: was.status },
      },
    ];
  });
}

/** Whether what waits for the task still has to. The same rule as `task_holds` in prisma/sql/readiness.sql. */
const holds = (task: TaskRow): boolean =>
  task.archived_at === null &&
  task.status !== "done" &&
  task.status !== "cancelled" &&
  !(task.status === "failed" && task.on_failure === "continue");
const breaks = (task: TaskRow): boolean =>
  task.archived_at === null && task.status === "failed" && task.on_failure === "block";

async function settle(
  tx: TxContext,
  before: readonly TaskRow[],
  after: ReadonlyMap<number, TaskRow>,
): Promise<void> {
  const parents = new TouchedParents();
  const touched: number[] = [];
  const divided: number[] = [];
  for (const was of before) {
    const task = after.get(was.id);
    if (!task) continue;
    parents.childChanged(was, task);
    if (holds(was) !== holds(task) || breaks(was) !== breaks(task)) touched.push(task.id);
    if (task.children_total > 0 && isTerminal(was.status) !== isTerminal(task.status))
      divided.push(task.id);
  }
  if (divided.length > 0) await refreshBelow(tx, divided);
  if (touched.length > 0) {
    const ids = [...after.keys()];
    const followers = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT DISTINCT l.to_id AS id FROM task_links l
      WHERE l.from_id = ANY(${touched}::int[]) AND l.type = 'blocks' AND l.to_id <> ALL(${ids}::int[])`;
    const outside = followers.map(({ id }) => id);
    if (outside.length > 0) {
      await refreshBelow(tx, outside);
      await alignChain(tx, outside);
    }
  }
  await changeParents(tx, parents);
}
