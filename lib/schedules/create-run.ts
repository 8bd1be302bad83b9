import { asSystem, type TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { createTask } from "@/lib/tasks/change/create";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { datedTask } from "./dated-task";
import type { Due } from "./due-plan";
import { type RunRow, recurrenceOf, type ScheduleRow, templateOf } from "./row";
import type { RUN_OUTCOMES, RUN_TRIGGERS } from "./schema";
import { runToWire } from "./wire";

type Outcome = (typeof RUN_OUTCOMES)[number];

interface NewRun extends Due {
  trigger: (typeof RUN_TRIGGERS)[number];
  outcome: Outcome;
  reason?: string | null;
}

/** Baton itself creates the tasks, whoever wrote or triggered the schedule. */
export const asScheduler = <C extends TxContext>(tx: C): C => asSystem(tx, "scheduler");

/**
 * Records what comes of a due time; null if that was done before, by whichever server. This insert is what makes a due time happen
 * once: it waits for another one of the same time, and creates nothing if that commits. Index: schedule_runs_due_key.
 */
export async function insertRun(
  tx: TxContext,
  schedule: ScheduleRow,
  { dueAt, firstDueAt, count, trigger, outcome, reason = null }: NewRun,
): Promise<RunRow | null> {
  const [inserted] = await tx.db.$queryRaw<{ id: number; createdAt: Date }[]>`
    INSERT INTO schedule_runs (schedule_id, due_at, first_due_at, count, trigger, outcome, reason)
    VALUES (${schedule.id}, ${dueAt}, ${firstDueAt}, ${count}, ${trigger}, ${outcome}, ${reason})
    ON CONFLICT (schedule_id, due_at) WHERE trigger <> 'manual' DO NOTHING
    RETURNING id, created_at AS "createdAt"`;
  if (!inserted) return null;
  return {
    ...inserted,
    scheduleId: schedule.id,
    dueAt,
    firstDueAt,
    count,
    trigger,
    outcome,
    reason,
    taskId: null,
    ticketRef: null,
    settled: false,
    outlivedAt: null,
    taskStatus: null,
  };
}

/** Creates the task of a run and records it on the run, with the event. */
export async function createTaskOf(
  tx: TxContext,
  schedule: ScheduleRow,
  run: RunRow,
): Promise<RunRow> {
  const recurrence = recurrenceOf(schedule);
  const { id, name, projectId } = schedule;
  const input = datedTask(templateOf(schedule), { id, name, projectId, recurrence }, run.dueAt, {
    withTime: run.trigger === "manual",
  });
  const task = await createTask(asScheduler(tx), input, "schedule");
  await tx.db.$executeRaw`
    UPDATE schedule_runs SET outcome = 'created', reason = NULL, task_id = ${task.id}, ticket_ref = ${task.ticket_ref}
    WHERE id = ${run.id}`;
  const done: RunRow = {
    ...run,
    outcome: "created",
    reason: null,
    taskId: task.id,
    ticketRef: task.ticket_ref,
    taskStatus: task.status satisfies TaskStatus,
  };
  await tell(tx, schedule, done);
  return done;
}

/** Writes the event about a run: `schedule.fired` if it has a task, else `schedule.skipped`. */
export async function tell(tx: TxContext, schedule: ScheduleRow, run: RunRow): Promise<void> {
  await record(asScheduler(tx), {
    type: run.outcome === "created" ? "schedule.fired" : "schedule.skipped",
    projectId: schedule.projectId,
    taskId: run.taskId,
    data: { schedule: { id: schedule.id, name: schedule.name }, run: runToWire(run) },
  });
}
