import { asSystem, type TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { createTask } from "@/lib/tasks/change/create";
import { createTasks, type PlannedTask } from "@/lib/tasks/change/create-many";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import type { CreateTask } from "@/lib/tasks/schema";
import type { WorkflowStart } from "@/lib/tasks/template";
import { startFromTemplate } from "@/lib/workflows/start-template";
import { datedTask, datedTitle, scheduleSource } from "./dated-task";
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

/** What comes of a due time of a schedule, before it is recorded. */
export interface PlannedRun {
  schedule: ScheduleRow;
  run: NewRun;
}

/** A run as it is recorded, with its schedule. */
export interface RecordedRun {
  schedule: ScheduleRow;
  run: RunRow;
}

/**
 * Records what comes of due times, in one statement. Returns those that were not recorded before, by whichever server. This insert is
 * what makes a due time happen once: it waits for another one of the same time, and records nothing if that commits. Index:
 * schedule_runs_due_key.
 */
export async function insertRuns(
  tx: TxContext,
  planned: readonly PlannedRun[],
): Promise<RecordedRun[]> {
  if (planned.length === 0) return [];
  const rows = planned.map(({ schedule, run }) => ({ ...run, scheduleId: schedule.id }));
  const inserted = await tx.db.$queryRaw<
    { id: number; scheduleId: number; dueAt: Date; createdAt: Date }[]
  >`
    INSERT INTO schedule_runs (schedule_id, due_at, first_due_at, count, trigger, outcome, reason)
    SELECT r."scheduleId", r."dueAt", r."firstDueAt", r.count, r.trigger, r.outcome, r.reason
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("scheduleId" int, "dueAt" timestamptz, "firstDueAt" timestamptz,
      count int, trigger text, outcome text, reason text)
    ORDER BY r."scheduleId", r."dueAt"
    ON CONFLICT (schedule_id, due_at) WHERE trigger <> 'manual' DO NOTHING
    RETURNING id, schedule_id AS "scheduleId", due_at AS "dueAt", created_at AS "createdAt"`;
  const placeOf = (scheduleId: number, dueAt: Date) => `${scheduleId} ${dueAt.getTime()}`;
  const found = new Map(inserted.map((row) => [placeOf(row.scheduleId, row.dueAt), row]));
  return planned.flatMap(({ schedule, run }) => {
    const row = found.get(placeOf(schedule.id, run.dueAt));
    return row ? [{ schedule, run: recordedRun(run, row) }] : [];
  });
}

const recordedRun = (
  { dueAt, firstDueAt, count, trigger, outcome, reason = null }: NewRun,
  { id, scheduleId, createdAt }: { id: number; scheduleId: number; createdAt: Date },
): RunRow => ({
  id,
  scheduleId,
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
  createdAt,
  taskStatus: null,
  workflowRunId: null,
});

/** Records what comes of one due time; null if that was done before. */
export async function insertRun(
  tx: TxContext,
  schedule: ScheduleRow,
  run: NewRun,
): Promise<RunRow | null> {
  const [inserted] = await insertRuns(tx, [{ schedule, run }]);
  return inserted?.run ?? null;
}

/**
 * Creates the tasks of runs and records them on the runs, with the events: those without a parent in one statement for each project.
 * Where the template starts a workflow, the task is the one at the head of its run. Fails with what `createTask` and `startRun` fail with.
 */
export async function createTasksOf(
  tx: TxContext,
  recorded: readonly RecordedRun[],
): Promise<RecordedRun[]> {
  if (recorded.length === 0) return [];
  const tasks = new Map<number, HeadTask>();
  const startsWorkflow = ({ schedule }: RecordedRun) => templateOf(schedule).workflow !== undefined;
  for (const of of recorded.filter(startsWorkflow))
    tasks.set(of.run.id, await startWorkflow(tx, of));
  const drafts = recorded
    .filter((of) => !startsWorkflow(of))
    .map((of) => ({ of, input: taskInputOf(of) }));
  const together = drafts.filter(({ input }) => !input.parent_id);
  for (const projectId of new Set(together.map(({ input }) => input.project_id))) {
    const own = together.filter(({ input }) => input.project_id === projectId);
    const plan = { projectId, tasks: own.map(({ of, input }) => plannedTask(of, input)) };
    const created = await createTasks(asScheduler(tx), plan, "schedule");
    for (const [place, { of }] of own.entries()) tasks.set(of.run.id, created[place] as TaskRow);
  }
  for (const { of, input } of drafts) {
    if (!input.parent_id) continue;
    tasks.set(of.run.id, await createTask(asScheduler(tx), input, "schedule"));
  }
  const done = recorded.map(({ schedule, run }) => {
    const task = tasks.get(run.id) as HeadTask;
    return { schedule, run: withTask(run, task) };
  });
  const rows = done.map(({ run: { id, taskId, ticketRef } }) => ({ id, taskId, ticketRef }));
  await tx.db.$executeRaw`
    UPDATE schedule_runs SET outcome = 'created', reason = NULL, task_id = r."taskId", ticket_ref = r."ticketRef"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id int, "taskId" int, "ticketRef" text)
    WHERE schedule_runs.id = r.id`;
  await tellAll(tx, done);
  return done;
}

/** Creates the task of one run. */
export async function createTaskOf(
  tx: TxContext,
  schedule: ScheduleRow,
  run: RunRow,
): Promise<RunRow> {
  const [done] = await createTasksOf(tx, [{ schedule, run }]);
  return (done as RecordedRun).run;
}

function taskInputOf({ schedule, run }: RecordedRun): CreateTask {
  const recurrence = recurrenceOf(schedule);
  const { id, name, projectId } = schedule;
  return datedTask(templateOf(schedule), { id, name, projectId, recurrence }, run.dueAt, {
    withTime: run.trigger === "manual",
  });
}

function plannedTask({ run }: RecordedRun, input: CreateTask): PlannedTask {
  const { parent_id: _, depends_on: __, project_id: ___, ...fields } = input;
  return { key: String(run.id), fields };
}

type HeadTask = Pick<TaskRow, "id" | "ticket_ref" | "status" | "workflow_run_id">;

/** Starts the workflow of one run. */
async function startWorkflow(
  tx: TxContext,
  { schedule, run: { dueAt, trigger } }: RecordedRun,
): Promise<HeadTask> {
  const template = templateOf(schedule);
  const { id, name, projectId } = schedule;
  const recurrence = recurrenceOf(schedule);
  const head = await startFromTemplate(asScheduler(tx), {
    workflow: template.workflow as WorkflowStart,
    projectId,
    title: datedTitle(template, { recurrence }, dueAt, { withTime: trigger === "manual" }),
    priority: template.priority,
    metadata: { ...template.metadata, ...scheduleSource({ id, name }, dueAt) },
    source: { kind: "schedule", id, name },
  });
  const { status, workflowRunId } = await tx.db.task.findUniqueOrThrow({
    where: { id: head.id },
    select: { status: true, workflowRunId: true },
  });
  return { ...head, status, workflow_run_id: workflowRunId };
}

const withTask = (run: RunRow, task: HeadTask): RunRow => ({
  ...run,
  outcome: "created",
  reason: null,
  taskId: task.id,
  ticketRef: task.ticket_ref,
  taskStatus: task.status satisfies TaskStatus,
  workflowRunId: task.workflow_run_id,
});

/** Writes the events about runs: `schedule.fired` for one that has a task, else `schedule.skipped`. */
export async function tellAll(tx: TxContext, runs: readonly RecordedRun[]): Promise<void> {
  if (runs.length === 0) return;
  await record(
    asScheduler(tx),
    ...runs.map(({ schedule, run }) => ({
      type: run.outcome === "created" ? ("schedule.fired" as const) : ("schedule.skipped" as const),
      projectId: schedule.projectId,
      taskId: run.taskId,
      data: { schedule: { id: schedule.id, name: schedule.name }, run: runToWire(run) },
    })),
  );
}

/** Writes the event about one run. */
export const tell = (tx: TxContext, schedule: ScheduleRow, run: RunRow): Promise<void> =>
  tellAll(tx, [{ schedule, run }]);
