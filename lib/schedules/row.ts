import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { likeText, Prisma, type Queryable } from "@/lib/core/database";
import { invalid, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { TaskTemplate } from "@/lib/tasks/template";
import type { ScheduleModel, ScheduleRunModel } from "@/prisma/generated/models";
import type { Recurrence } from "./recurrence";

export type ScheduleRow = ScheduleModel;
/** A run with the status its task has now, and the run of a workflow that it started. */
export type RunRow = ScheduleRunModel & {
  taskStatus: TaskStatus | null;
  workflowRunId: number | null;
};

/** When a stored schedule fires. */
export function recurrenceOf({ cron, onceAt, timezone }: ScheduleRow): Recurrence {
  if (cron !== null) return { cron, onceAt: null, timezone };
  // The table's check: one of the two is set.
  return { cron: null, onceAt: onceAt as Date, timezone };
}

/** The template as it was parsed when it was stored. */
export const templateOf = ({ template }: ScheduleRow): TaskTemplate =>
  template as unknown as TaskTemplate;

/**
 * The schedule that a caller names by id or name. Fails with `not_found`, also for a schedule of another project than the one the key is
 * limited to, and with `invalid` for a name that several projects use. Index: schedules_pkey, schedules_name_key.
 */
export async function findSchedule(ctx: Context, ref: string): Promise<ScheduleRow> {
  if (ref.includes("\0")) throw notFound("Schedule");
  const limit = projectLimitOf(ctx.actor);
  const isId = /^\d+$/.test(ref);
  const found = await ctx.db.schedule.findMany({
    where: {
      ...(limit === null ? {} : { projectId: limit }),
      ...(isId
        ? { id: Number(ref) <= MAX_INT ? Number(ref) : -1 }
        : { name: { equals: likeText(ref), mode: "insensitive" } }),
    },
    orderBy: { id: "asc" },
    take: 2,
  });
  const [schedule, another] = found;
  if (!schedule) throw notFound(`Schedule ${ref.slice(0, 100)}`);
  if (another) {
    throw invalid("id", `several projects have a schedule ${schedule.name}`, {
      fix: "use its id",
    });
  }
  return schedule;
}

/** Locks a schedule's row and reads it anew. */
export async function lockSchedule(tx: TxContext, id: number): Promise<ScheduleRow> {
  await tx.db.$queryRaw`SELECT id FROM schedules WHERE id = ${id} FOR NO KEY UPDATE`;
  const schedule = await tx.db.schedule.findUnique({ where: { id } });
  if (!schedule) throw notFound(`Schedule ${id}`);
  return schedule;
}

const RUN_COLUMNS = Prisma.sql`r.id, r.schedule_id AS "scheduleId", r.due_at AS "dueAt", r.first_due_at AS "firstDueAt", r.count,
  r.trigger, r.outcome, r.reason, r.task_id AS "taskId", r.ticket_ref AS "ticketRef", r.settled, r.outlived_at AS "outlivedAt",
  r.created_at AS "createdAt", t.status::text AS "taskStatus",
  CASE WHEN t.workflow_stage_id IS NULL THEN t.workflow_run_id END AS "workflowRunId"`;

/** The latest run of each schedule. Index: schedule_runs_schedule_id_id_idx. */
export async function lastRuns(
  db: Queryable,
  scheduleIds: readonly number[],
): Promise<Map<number, RunRow>> {
  const rows = await db.$queryRaw<RunRow[]>`
    SELECT ${RUN_COLUMNS} FROM unnest(${[...scheduleIds]}::int[]) AS s (id)
    CROSS JOIN LATERAL (SELECT * FROM schedule_runs WHERE schedule_id = s.id ORDER BY id DESC LIMIT 1) AS r
    LEFT JOIN tasks t ON t.id = r.task_id`;
  return new Map(rows.map((row) => [row.scheduleId, row]));
}

/** A page of a schedule's runs, the latest first. Index: schedule_runs_schedule_id_id_idx. */
export async function runsOf(
  db: Queryable,
  scheduleId: number,
  { below, limit }: { below: number; limit: number },
): Promise<RunRow[]> {
  return db.$queryRaw<RunRow[]>`
    SELECT ${RUN_COLUMNS} FROM schedule_runs r LEFT JOIN tasks t ON t.id = r.task_id
    WHERE r.schedule_id = ${scheduleId} AND r.id < ${below} ORDER BY r.id DESC LIMIT ${limit}`;
}
