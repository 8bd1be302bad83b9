import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma, type Queryable } from "@/lib/core/database";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { etagOf } from "@/lib/tasks/wire";
import type { Board, WorkStatus } from "./schema";
import type { WorkItemWire } from "./shapes";

/** A task as an item of the work board. */
export interface ItemRow {
  task: TaskRow;
  /** Null for a task that was not created as an item. */
  key: string | null;
  priority: number;
  status: WorkStatus;
  depends_on: string[];
  blocked_by: string | null;
  claimed_by: string | null;
  held_by: string | null;
  claim_run_id: number | null;
  leader_run_id: number | null;
  started_at: string | null;
}

/** Priorities from 1 to 5 as those of tasks. */
export const TASK_PRIORITIES = ["critical", "high", "medium", "low", "low"] as const;

/** The state of the task `t`, which may be the item `w`, in the words of the board. */
const STATUS = Prisma.sql`CASE t.status
  WHEN 'review' THEN 'in_progress'
  WHEN 'in_progress' THEN CASE WHEN w.claim_run_id = t.run_id AND w.started_at IS NULL THEN 'claimed' ELSE 'in_progress' END
  WHEN 'inbox' THEN CASE WHEN t.ready THEN 'ready' ELSE 'new' END
  WHEN 'assigned' THEN CASE WHEN t.ready THEN 'ready' ELSE 'new' END
  ELSE t.status::text END`;

/** The number that was given, as long as the task's priority is the one that it stands for. */
const PRIORITY = Prisma.sql`CASE
  WHEN (ARRAY['critical', 'high', 'medium', 'low', 'low'])[w.priority] = t.priority::text THEN w.priority
  ELSE array_position(ARRAY['critical', 'high', 'medium', 'low'], t.priority::text) END`;

/** For whom it is claimed: what was said at the claim, as long as whoever claimed it holds it. */
const CLAIMED_BY = Prisma.sql`CASE
  WHEN t.status NOT IN ('in_progress', 'review', 'done', 'failed') THEN NULL
  WHEN w.held_by = t.assigned_to THEN w.claimed_by ELSE t.assigned_to END`;

const nameOf = (task: string, item: string): Prisma.Sql =>
  Prisma.raw(`COALESCE(${item}.key, ${task}.ticket_ref)`);

/** Index: task_links_to_id_idx, tasks_pkey, work_items_task_id_key. */
const COLUMNS = Prisma.sql`${TASK_JSON} AS task, w.key, ${PRIORITY} AS priority, ${STATUS} AS status, ${CLAIMED_BY} AS claimed_by,
  w.held_by, w.claim_run_id, w.leader_run_id, w.started_at::text AS started_at,
  ARRAY(SELECT ${nameOf("b", "bw")} FROM task_links l JOIN tasks b ON b.id = l.from_id LEFT JOIN work_items bw ON bw.task_id = b.id
        WHERE l.to_id = t.id AND l.type = 'blocks' ORDER BY l.id) AS depends_on,
  (SELECT ${nameOf("f", "fw")} FROM tasks f LEFT JOIN work_items fw ON fw.task_id = f.id WHERE f.id = t.blocked_by_id) AS blocked_by`;

const FROM = Prisma.sql`tasks t JOIN projects p ON p.id = t.project_id
  LEFT JOIN work_items w ON w.task_id = t.id AND w.project_id = t.project_id`;

/** The item of a task. Index: tasks_pkey. */
export async function itemOfTask(db: Queryable, taskId: number): Promise<ItemRow | null> {
  const [row] = await db.$queryRaw<
    ItemRow[]
  >`SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = ${taskId}`;
  return row ?? null;
}

/**
 * The tasks of a project that are meant by ids of items or by ticket references, in no order; an id goes before a reference. Index:
 * work_items_pkey, tasks_ticket_ref_key.
 */
export async function tasksNamed(
  db: Queryable,
  projectId: number,
  names: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ name: string; id: number }[]>`
    SELECT n.name, COALESCE(
      (SELECT t.id FROM work_items w JOIN tasks t ON t.id = w.task_id AND t.project_id = w.project_id
       WHERE w.project_id = ${projectId}::int AND w.key = n.name),
      (SELECT t.id FROM tasks t WHERE t.ticket_ref = upper(n.name) AND t.project_id = ${projectId}::int),
      (SELECT t.id FROM tasks t WHERE t.ticket_ref = n.name AND t.project_id = ${projectId}::int)) AS id
    FROM unnest(${[...names]}::text[]) AS n (name)`;
  return new Map(rows.filter(({ id }) => id !== null).map(({ name, id }) => [name, id]));
}

/** The items `w` of a project with their tasks `t`, each looked up by its id: OFFSET 0 keeps PostgreSQL from reading all tasks. */
const itemsOf = (projectId: number): Prisma.Sql => Prisma.sql`
  (SELECT * FROM work_items WHERE project_id = ${projectId}::int OFFSET 0) w
  CROSS JOIN LATERAL (SELECT * FROM tasks WHERE id = w.task_id AND project_id = w.project_id AND archived_at IS NULL OFFSET 0) t`;

/** A page of a project's items, the most urgent first, of those the oldest. Index: work_items_pkey, tasks_pkey. */
export function boardRows(
  db: Queryable,
  projectId: number,
  { status, type, claimed_by, cursor, limit }: Board,
): Promise<ItemRow[]> {
  const conditions = [
    Prisma.sql`p.id = ${projectId}::int`,
    ...(status?.length ? [Prisma.sql`${STATUS} = ANY(${status}::text[])`] : []),
    ...(type?.length ? [Prisma.sql`COALESCE(t.work_type, 'custom') = ANY(${type}::text[])`] : []),
    ...(claimed_by?.length ? [Prisma.sql`${CLAIMED_BY} = ANY(${claimed_by}::text[])`] : []),
    ...(cursor ? [Prisma.sql`(${PRIORITY}, t.id) > (${cursor[0]}::int, ${cursor[1]}::int)`] : []),
  ];
  return db.$queryRaw<ItemRow[]>`
    SELECT ${COLUMNS} FROM projects p CROSS JOIN ${itemsOf(projectId)}
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${PRIORITY}, t.id LIMIT ${limit + 1}`;
}

/** How many items of a project are in each state. Index: work_items_pkey, tasks_pkey. */
export async function boardCounts(
  db: Queryable,
  projectId: number,
): Promise<Partial<Record<WorkStatus, number>>> {
  const rows = await db.$queryRaw<{ status: WorkStatus; n: number }[]>`
    SELECT ${STATUS} AS status, count(*)::int AS n
    FROM ${itemsOf(projectId)} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Notes who claimed an item for whom. Does nothing for a task that is no item. Index: work_items_task_id_key. */
export async function noteClaim(
  db: Queryable,
  taskId: number,
  claim: { claimedBy: string; heldBy: string; runId: number | null; leaderRunId: number | null },
): Promise<void> {
  await db.$executeRaw`
    UPDATE work_items SET claimed_by = ${claim.claimedBy}, held_by = ${claim.heldBy}, claim_run_id = ${claim.runId}::int,
      leader_run_id = ${claim.leaderRunId}::int, started_at = NULL
    WHERE task_id = ${taskId}`;
}

/** Index: work_items_task_id_key. */
export async function noteStart(db: Queryable, taskId: number): Promise<void> {
  await db.$executeRaw`UPDATE work_items SET started_at = clock_timestamp() WHERE task_id = ${taskId}`;
}

/**
 * Renews the leases of what an orchestrator's run holds on the board: it lives, or it would not call. Index: work_items_leader_idx,
 * runs_pkey.
 */
export async function renewHeld(
  db: Queryable,
  leaderRunId: number,
  leaseMs: number,
): Promise<void> {
  await db.$executeRaw`
    UPDATE runs r SET heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
    FROM work_items w WHERE w.leader_run_id = ${leaderRunId}::int AND r.id = w.claim_run_id AND r.outcome IS NULL
      AND r.lease_expires_at < clock_timestamp() + ${leaseMs / 2}::int * interval '1 millisecond'`;
}

/**
 * Ends the leases of what runs hold on the board for others and that have ended themselves, so that it is taken back at once. Index:
 * runs_open_idx, tasks_run_key, work_items_task_id_key.
 */
export async function endHeldByEnded(db: Queryable): Promise<void> {
  await db.$executeRaw`
    UPDATE runs r SET lease_expires_at = clock_timestamp() - interval '1 millisecond'
    FROM tasks t, work_items w, runs l
    WHERE r.outcome IS NULL AND r.trigger = 'claim' AND r.lease_expires_at >= clock_timestamp() AND t.run_id = r.id
      AND w.task_id = t.id AND w.claim_run_id = r.id AND l.id = w.leader_run_id AND l.outcome IS NOT NULL`;
}

const FINISHED = ["done", "failed", "cancelled"];

export function itemToWire(row: ItemRow): WorkItemWire {
  const { task } = row;
  const isHeld = task.status === "in_progress" || task.status === "review";
  return {
    id: row.key ?? task.ticket_ref,
    ticket_ref: task.ticket_ref,
    task_id: task.id,
    title: task.title,
    spec: task.description,
    type: task.work_type ?? "custom",
    status: row.status,
    priority: row.priority,
    depends_on: row.depends_on,
    claimed_by: row.claimed_by,
    assigned_to: task.assigned_to,
    result: task.resolution,
    error: task.error_message,
    blocked_by: row.blocked_by,
    blocked_reason: task.status === "blocked" ? task.blocked_reason : null,
    task_status: task.status,
    run_id: task.run_id,
    created_at: toUnixSeconds(task.created_at),
    claimed_at: isHeld ? toUnixSeconds(task.claimed_at) : null,
    started_at:
      row.status === "in_progress" ? toUnixSeconds(row.started_at ?? task.claimed_at) : null,
    completed_at: FINISHED.includes(task.status) ? toUnixSeconds(task.completed_at) : null,
    updated_at: etagOf(task),
  };
}
