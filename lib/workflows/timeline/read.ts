import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import {
  type AttemptTimes,
  phasesOf,
  type RequestTimes,
  type StageTimes,
  type VerdictTimes,
} from "./phases";
import type { TimelineWire } from "./shapes";

/**
 * How the stages of a workflow's run spent their time or, with `stage`, the items of that stage: a statement for each kind of row,
 * however many stages there are. For a key limited to a project, runs elsewhere are `not_found`.
 */
export async function readTimeline(
  ctx: Context,
  id: number,
  stage: string | null = null,
): Promise<TimelineWire> {
  authorize(ctx.actor, "task.read");
  const { db } = ctx;
  const run = await runTimes(db, id, projectLimitOf(ctx.actor));
  if (!run) throw notFound("Workflow run");
  const stages = await stageTimes(db, id, stage);
  const tasks = stages.flatMap(({ taskId }) => (taskId === null ? [] : [taskId]));
  const attempts = byTask(await attemptTimes(db, tasks));
  const requests = byTask(await requestTimes(db, tasks));
  const verdicts = byTask(await verdictTimes(db, tasks));
  return {
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    rows: stages.map((each) => {
      const task = each.taskId ?? -1;
      return {
        stage: each.name,
        item: each.item,
        phases: phasesOf(run.startedAt, each, {
          attempts: attempts.get(task) ?? [],
          requests: requests.get(task) ?? [],
          verdicts: verdicts.get(task) ?? [],
        }),
      };
    }),
  };
}

interface RunTimes {
  startedAt: number;
  finishedAt: number | null;
}

async function runTimes(
  db: Queryable,
  id: number,
  project: number | null,
): Promise<RunTimes | undefined> {
  const [run] = await db.$queryRaw<RunTimes[]>`
    SELECT extract(epoch FROM started_at)::float8 AS "startedAt",
      extract(epoch FROM finished_at)::float8 AS "finishedAt"
    FROM workflow_runs WHERE id = ${id} AND (${project}::int IS NULL OR project_id = ${project}::int)`;
  return run;
}

interface StageRow extends StageTimes {
  name: string;
  item: number | null;
  taskId: number | null;
}

/** Index: workflow_stages_run_id_position_idx, workflow_stages_parent_id_idx, workflow_runs_parent_stage_id_idx. */
async function stageTimes(db: Queryable, run: number, items: string | null): Promise<StageRow[]> {
  return db.$queryRaw<StageRow[]>`
    SELECT s.name, s.item_index AS item, s.task_id AS "taskId", s.state,
      coalesce(t.kind::text, 'work') AS kind,
      EXISTS (SELECT 1 FROM workflow_stages k WHERE k.parent_id = s.id)
        OR EXISTS (SELECT 1 FROM workflow_runs n WHERE n.parent_stage_id = s.id) AS "isAbove",
      t.status::text AS "taskStatus",
      extract(epoch FROM s.activated_at)::float8 AS "activatedAt",
      extract(epoch FROM s.settled_at)::float8 AS "settledAt"
    FROM workflow_stages s LEFT JOIN tasks t ON t.id = s.task_id
    WHERE s.run_id = ${run}
      AND CASE WHEN ${items}::text IS NULL THEN s.item_index IS NULL
        ELSE s.name = ${items}::text AND s.item_index IS NOT NULL END
    ORDER BY s.position, s.item_index`;
}

type OfTask<Times> = Times & { taskId: number };

/** Index: runs_task_id_id_idx. */
async function attemptTimes(db: Queryable, tasks: number[]): Promise<OfTask<AttemptTimes>[]> {
  return db.$queryRaw<OfTask<AttemptTimes>[]>`
    SELECT task_id AS "taskId", id, agent, attempt, outcome::text AS outcome,
      extract(epoch FROM started_at)::float8 AS "startedAt",
      extract(epoch FROM finished_at)::float8 AS "finishedAt"
    FROM runs WHERE task_id = ANY(${tasks}::int[]) AND trigger <> 'review' ORDER BY id`;
}

/** Index: requests_task_id_id_idx. */
async function requestTimes(db: Queryable, tasks: number[]): Promise<OfTask<RequestTimes>[]> {
  return db.$queryRaw<OfTask<RequestTimes>[]>`
    SELECT task_id AS "taskId", id, run_id AS "runId",
      extract(epoch FROM created_at)::float8 AS "createdAt",
      extract(epoch FROM closed_at)::float8 AS "closedAt"
    FROM requests WHERE task_id = ANY(${tasks}::int[]) ORDER BY id`;
}

/** Index: quality_reviews_task_id_id_idx. */
async function verdictTimes(db: Queryable, tasks: number[]): Promise<OfTask<VerdictTimes>[]> {
  return db.$queryRaw<OfTask<VerdictTimes>[]>`
    SELECT task_id AS "taskId", reviewer, status::text AS status,
      extract(epoch FROM created_at)::float8 AS "createdAt"
    FROM quality_reviews WHERE task_id = ANY(${tasks}::int[]) AND applied ORDER BY id`;
}

function byTask<Row extends { taskId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const grouped = new Map<number, Row[]>();
  for (const row of rows) {
    const known = grouped.get(row.taskId);
    if (known) known.push(row);
    else grouped.set(row.taskId, [row]);
  }
  return grouped;
}
