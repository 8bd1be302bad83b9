import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { type AddedTask, addTasks, settleAdded } from "@/lib/tasks/change/add-tasks";
import { changeParents } from "@/lib/tasks/change/change";
import { toNewTask } from "@/lib/tasks/change/create";
import type { TaskRow } from "@/lib/tasks/row";
import { CreateTask } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import type { Definition, Stage } from "@/lib/workflows/definition/schema";
import { stageKind } from "@/lib/workflows/definition/schema";
import type { StageState } from "@/lib/workflows/shapes";
import { resumedBy } from "./resumed";
import type { RunRow } from "./rows";

/** A stage or an item whose row and task are about to be made. */
export interface NewStage {
  name: string;
  position: number;
  item: number | null;
  parentStageId: number | null;
  input: unknown;
  state: StageState;
  attempts: number;
  dueInMs: number | null;
  title: string;
  description: string | null;
  kind: TaskRow["kind"];
  assignedTo: string | null;
  command: TaskRow["command"];
  /** The positions in the list of new stages that its task waits for. */
  after: readonly number[];
  /** And those that it takes something from without waiting for all of them. */
  relates?: readonly number[];
}

/** What new tasks need to know of their project. */
export type TaskProject = Parameters<typeof toNewTask>[3];

export interface MadeStage {
  stageId: number;
  task: TaskRow;
}

/**
 * Makes stages of a run with their tasks below one task, in a number of statements that does not depend on how many there are. Those that
 * wait are held: their tasks are of kind `wait`, which no queue hands out.
 */
export async function makeStages(
  tx: TxContext,
  {
    run,
    definition,
    project,
    parentId,
  }: { run: RunRow; definition: Definition; project: TaskProject; parentId: number },
  stages: readonly NewStage[],
): Promise<MadeStage[]> {
  if (stages.length === 0) return [];
  const ids = await insertStages(tx, run, stages);
  const byName = new Map(definition.stages.map((stage) => [stage.name, stage]));
  const planned = stages.map((stage, at): AddedTask => {
    const of = byName.get(stage.name) as Stage;
    const { workflow_name: name, version } = run;
    const resumed = resumedBy(of, stage.item);
    return {
      ...taskOf(tx, run, definition, of, stage, project),
      workflowRunId: run.id,
      workflowStageId: ids[at] as number,
      workflow: {
        ...{ name, version, stage: stage.name, item: stage.item },
        ...(resumed && { resumes: { stage: resumed.name, item: resumed.item } }),
        ...((of.retry ?? definition.defaults.retry) && { has_retry: true as const }),
      },
      command: stage.command,
      kind: stage.kind,
      parentId,
      parentAt: null,
      execMode: "par",
      execOrder: null,
      blockers: { ids: [], at: stage.after },
    };
  });
  const tasks = await addTasks(tx, run.project_id, planned);
  await linkStages(tx, ids, tasks);
  await relate(
    tx,
    stages.flatMap(({ relates = [] }, at) =>
      relates.map((from) => ({ from: tasks[from]?.id as number, to: tasks[at]?.id as number })),
    ),
  );
  await setLimits(
    tx,
    tasks,
    stages.map(({ name }) => byName.get(name)?.limits ?? null),
  );
  const events = tasks.map((task) => ({
    type: "task.created" as const,
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    data: { task },
  }));
  await record(tx, ...events);
  const parents = new TouchedParents();
  await settleAdded(tx, tasks, parents);
  await changeParents(tx, parents);
  return tasks.map((task, at) => ({ stageId: ids[at] as number, task }));
}

/** The fields of a stage's task that its definition decides. */
function taskOf(
  tx: TxContext,
  run: RunRow,
  { defaults }: Definition,
  of: Stage,
  stage: NewStage,
  project: TaskProject,
): ReturnType<typeof toNewTask> {
  const kind = stageKind(of);
  const isWork = kind === "agent" || kind === "command";
  const isWhole = (of.foreach !== undefined || of.loop !== undefined) && stage.item === null;
  const workType = of.type ?? of.capability ?? defaults.type ?? defaults.capability;
  const input = CreateTask.parse({
    title: stage.title,
    priority: of.priority ?? defaults.priority ?? run.config.priority,
    project_id: project.id,
    on_failure: of.on_failure === "block" ? "block" : "continue",
    ...(workType === undefined || !isWork ? {} : { work_type: workType }),
    ...(of.labels ? { labels: of.labels } : {}),
    ...(of.metadata ? { metadata: of.metadata } : {}),
    ...(of.checks && isWork && !isWhole ? { checks: of.checks } : {}),
    ...(stage.assignedTo === null ? {} : { assigned_to: stage.assignedTo }),
    ...(of.output && isWork && !isWhole ? { output_schema: of.output } : {}),
  });
  const review = isWork && !isWhole ? (of.review ?? defaults.review) : false;
  const given = review === undefined ? input : { ...input, review_required: review };
  return { ...toNewTask(tx, given, "workflow", project), description: stage.description };
}

async function insertStages(
  tx: TxContext,
  run: RunRow,
  stages: readonly NewStage[],
): Promise<number[]> {
  const rows = stages.map((stage, place) => ({
    place,
    name: stage.name,
    position: stage.position,
    item: stage.item,
    parent: stage.parentStageId,
    state: stage.state,
    attempts: stage.attempts,
    input: stage.input ?? null,
    due_ms: stage.dueInMs,
  }));
  const inserted = await tx.db.$queryRaw<{ id: number; name: string; item_index: number | null }[]>`
    INSERT INTO workflow_stages (run_id, name, position, item_index, parent_id, state, attempts, attempt_of_run, input, due_at, activated_at)
    SELECT ${run.id}, r.name, r.position, r.item, r.parent, r.state, r.attempts, ${run.attempt}::int, NULLIF(r.input, 'null'),
      clock_timestamp() + r.due_ms * interval '1 millisecond', CASE WHEN r.state = 'active' THEN clock_timestamp() END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(place int, name text, position int, item int, parent int, state text,
      attempts int, input jsonb, due_ms float8) ORDER BY r.place
    RETURNING id, name, item_index`;
  const byPlace = new Map(
    inserted.map(({ id, name, item_index }) => [`${name} ${item_index}`, id]),
  );
  return stages.map(({ name, item }) => byPlace.get(`${name} ${item}`) as number);
}

async function linkStages(
  tx: TxContext,
  ids: readonly number[],
  tasks: readonly TaskRow[],
): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE workflow_stages s SET task_id = r.task_id, task_ref = r.task_ref
    FROM unnest(${[...ids]}::int[], ${tasks.map(({ id }) => id)}::int[], ${tasks.map(({ ticket_ref }) => ticket_ref)}::text[])
      AS r (id, task_id, task_ref) WHERE s.id = r.id`;
}

async function relate(
  tx: TxContext,
  links: readonly { from: number; to: number }[],
): Promise<void> {
  if (links.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO task_links (from_id, to_id, type, created_by)
    SELECT l.from_id, l.to_id, 'relates', ${tx.actor.name}
    FROM unnest(${links.map(({ from }) => from)}::int[], ${links.map(({ to }) => to)}::int[]) AS l (from_id, to_id)`;
}

/** Index: run_limits_task_id_key. */
async function setLimits(
  tx: TxContext,
  tasks: readonly TaskRow[],
  limits: readonly (object | null)[],
): Promise<void> {
  const rows = tasks.flatMap(({ id }, at) =>
    limits[at] ? [{ task_id: id, limits: limits[at] }] : [],
  );
  if (rows.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO run_limits (task_id, limits, set_by)
    SELECT r.task_id, r.limits, ${tx.actor.name} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(task_id int, limits jsonb)`;
}

/** Index: projects_pkey. */
export async function projectOf(tx: TxContext, id: number): Promise<TaskProject> {
  const [project] = await tx.db.$queryRaw<TaskProject[]>`
    SELECT id, review_policy::text AS review_policy FROM projects WHERE id = ${id}`;
  return project as TaskProject;
}
