import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { RUN_WITH_OUTPUT_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { findReadable } from "@/lib/tasks/find";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import type { QualityReviewModel } from "@/prisma/generated/models";
import type { LatestVerdict } from "./schema";
import type { Verdict } from "./verdict";

/** The number of verdicts per task that existing clients get. */
const SHOWN = 10;

/** The verdicts on a task, newest first. Index: quality_reviews_task_id_id_idx. */
export async function reviewsOfTask(
  ctx: Context,
  ref: TaskRef,
  limit = SHOWN,
): Promise<QualityReviewModel[]> {
  const task = await findReadable(ctx, ref);
  return ctx.db.qualityReview.findMany({
    where: { taskId: task.id },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** The newest verdict of each of the given tasks, null for those without one. */
export async function latestVerdicts(
  ctx: Context,
  taskIds: number[],
): Promise<Record<string, LatestVerdict | null>> {
  authorize(ctx.actor, "task.read");
  const rows = await ctx.db.$queryRaw<
    { task_id: number; status: Verdict; reviewer: string; created_at: Date }[]
  >`
    SELECT DISTINCT ON (q.task_id) q.task_id, q.status, q.reviewer, q.created_at
    FROM quality_reviews q JOIN tasks t ON t.id = q.task_id
    WHERE q.task_id = ANY(${taskIds}::int[]) ${withinProject(ctx)}
    ORDER BY q.task_id, q.id DESC`;
  const found = new Map(rows.map((row) => [row.task_id, row]));
  return Object.fromEntries(
    taskIds.map((id) => {
      const row = found.get(id);
      const latest = row && {
        status: row.status,
        reviewer: row.reviewer,
        created_at: Math.floor(row.created_at.getTime() / 1000),
      };
      return [String(id), latest ?? null];
    }),
  );
}

/** A task that waits for a verdict, its earlier verdicts, and the open review, if any. */
export interface WaitingReview {
  task: TaskRow;
  reviews: QualityReviewModel[];
  run: RunRow | null;
}

/** The tasks in review, the longest waiting first, each with its verdicts (newest first). Index: tasks_status_idx. */
export async function reviewQueue(ctx: Context, limit = 100): Promise<WaitingReview[]> {
  authorize(ctx.actor, "task.read");
  const rows = await ctx.db.$queryRaw<{ task: TaskRow; run: RunRow | null }[]>`
    SELECT ${TASK_JSON} AS task,
           (SELECT ${RUN_WITH_OUTPUT_JSON} FROM runs r
            WHERE r.task_id = t.id AND r.trigger = 'review' AND r.outcome IS NULL ORDER BY r.id DESC LIMIT 1) AS run
    FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.status = 'review' AND t.archived_at IS NULL ${withinProject(ctx)}
    ORDER BY t.status_changed_at, t.id LIMIT ${limit}`;
  const reviews = await ctx.db.qualityReview.findMany({
    where: { taskId: { in: rows.map((row) => row.task.id) } },
    orderBy: { id: "desc" },
  });
  return rows.map(({ task, run }) => ({
    task,
    run,
    reviews: reviews.filter((review) => review.taskId === task.id),
  }));
}

export interface PastVerdict {
  review: QualityReviewModel;
  task: Pick<
    TaskRow,
    "id" | "ticket_ref" | "title" | "status" | "assigned_to" | "project_id" | "resolution_hash"
  >;
}

/** Verdicts of all tasks, newest first; `before` is the id of the last one seen. Index: quality_reviews_pkey. */
export async function verdictHistory(
  ctx: Context,
  options: { limit?: number; before?: number } = {},
): Promise<PastVerdict[]> {
  authorize(ctx.actor, "task.read");
  const projectId = projectLimitOf(ctx.actor);
  const rows = await ctx.db.qualityReview.findMany({
    where: {
      ...(options.before ? { id: { lt: options.before } } : {}),
      ...(projectId === null ? {} : { task: { projectId } }),
    },
    orderBy: { id: "desc" },
    take: options.limit ?? 50,
    include: { task: true },
  });
  return rows.map(({ task, ...review }) => ({
    review,
    task: {
      id: task.id,
      ticket_ref: task.ticketRef,
      title: task.title,
      status: task.status,
      assigned_to: task.assignedTo,
      project_id: task.projectId,
      resolution_hash: task.resolutionHash,
    },
  }));
}

function withinProject(ctx: Context): Prisma.Sql {
  const projectId = projectLimitOf(ctx.actor);
  return projectId === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${projectId}`;
}
