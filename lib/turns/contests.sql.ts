import type { TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { BEST_OF, tellContest } from "@/lib/tasks/structure/best-of.sql";

/** What is known of a contest beyond its entries. */
export interface ContestRow {
  judge_run_id: number | null;
  judge_problem: string | null;
}

const UNJUDGED: ContestRow = { judge_run_id: null, judge_problem: null };

/** Index: contests_pkey. */
export async function findContest(db: Queryable, groupId: number): Promise<ContestRow> {
  const [row] = await db.$queryRaw<ContestRow[]>`
    SELECT judge_run_id, judge_problem FROM contests WHERE task_id = ${groupId}`;
  return row ?? UNJUDGED;
}

/** Writes who judges, or why that picked nothing, and tells it. The caller has locked the group. Index: contests_pkey. */
export async function noteJudge(tx: TxContext, group: TaskRow, judge: ContestRow): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO contests (task_id, judge_run_id, judge_problem)
    VALUES (${group.id}, ${judge.judge_run_id}::int, ${judge.judge_problem})
    ON CONFLICT (task_id) DO UPDATE SET judge_run_id = EXCLUDED.judge_run_id, judge_problem = EXCLUDED.judge_problem`;
  await tellContest(tx, { ...group, ...judge });
}

export interface EntryRow {
  task: TaskRow;
  run: RunRow | null;
  cost_usd: number | null;
  cost_unknown: number;
  seconds: number | null;
  tokens_in: number | null;
  tokens_out: number | null;
  change: EntryChange | null;
  worktree: EntryWorktree | null;
}

/** What an entry's latest run handed in, without the difference itself. */
export interface EntryChange {
  branch: string | null;
  commit: string;
  files: number;
  added: number;
  removed: number;
}

/** What the worker did with the worktree of work that was not picked. `stays` is null once it is removed. */
export interface EntryWorktree {
  host: string;
  stays: string | null;
}

/** Index: tasks_parent_id_idx, runs_task_id_id_idx, run_changes_pkey, contests_pkey. */
export async function entriesOf(db: Queryable, groupId: number): Promise<EntryRow[]> {
  return db.$queryRaw<EntryRow[]>`
    SELECT ${TASK_JSON} AS task, latest.run, spent.cost_usd, spent.cost_unknown, spent.seconds, spent.tokens_in, spent.tokens_out,
      handed.change, g.worktrees -> t.id::text AS worktree
    FROM tasks t JOIN projects p ON p.id = t.project_id LEFT JOIN contests g ON g.task_id = t.parent_id
    LEFT JOIN LATERAL (
      SELECT r.id, ${RUN_JSON} AS run FROM runs r WHERE r.task_id = t.id AND r.trigger <> 'review' ORDER BY r.id DESC LIMIT 1) latest ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('branch', c.branch, 'commit', c.commit_sha, 'files', jsonb_array_length(c.files),
        'added', COALESCE((SELECT sum((f ->> 'added')::int) FROM jsonb_array_elements(c.files) f), 0),
        'removed', COALESCE((SELECT sum((f ->> 'removed')::int) FROM jsonb_array_elements(c.files) f), 0)) AS change
      FROM run_changes c WHERE c.run_id = latest.id) handed ON true
    CROSS JOIN LATERAL (
      SELECT sum(r.cost_usd)::float8 AS cost_usd, count(*) FILTER (WHERE r.outcome IS NOT NULL AND r.cost_usd IS NULL)::int AS cost_unknown,
        round(sum(extract(epoch FROM r.finished_at - r.started_at)))::int AS seconds,
        sum(r.tokens_in)::float8 AS tokens_in, sum(r.tokens_out)::float8 AS tokens_out
      FROM runs r WHERE r.task_id = t.id AND r.trigger <> 'review') spent
    WHERE t.parent_id = ${groupId} ORDER BY t.id`;
}

export interface PickRow {
  ticket_ref: string;
  reviewer: string;
  notes: string;
  created_at: string;
  override_reason: string | null;
}

/** The verdict by which an entry was picked: the approval that made it done. Index: quality_reviews_task_id_id_idx. */
export async function pickOf(db: Queryable, taskId: number): Promise<PickRow | null> {
  const [row] = await db.$queryRaw<{ pick: PickRow }[]>`
    SELECT to_jsonb(v) AS pick FROM (
      SELECT t.ticket_ref, q.reviewer, q.notes, q.created_at, q.override_reason
      FROM quality_reviews q JOIN tasks t ON t.id = q.task_id
      WHERE q.task_id = ${taskId} AND q.applied AND q.status = 'approved' ORDER BY q.id DESC LIMIT 1) v`;
  return row?.pick ?? null;
}

/** Refuses a task that was not given to several agents. */
export function assertContest(group: TaskRow): void {
  if (BEST_OF in group.metadata) return;
  throw new DomainError("conflict", `${group.ticket_ref} was not given to several agents`, {
    fix: "name the group that POST /api/tasks/best-of answered with",
  });
}

/** Refuses what comes after the first pick, which counts. */
export function assertUnpicked(entries: readonly { task: TaskRow }[]): void {
  const earlier = entries.find(({ task }) => task.status === "done");
  if (!earlier) return;
  throw new DomainError("conflict", `${earlier.task.ticket_ref} is picked already`, {
    reason: "picked",
    fix: "read it again",
  });
}
