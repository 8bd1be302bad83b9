import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { makeAgent } from "@/lib/profiles/make-agent";
import { addTasks, settleAdded } from "@/lib/tasks/change/add-tasks";
import { changeParents } from "@/lib/tasks/change/change";
import { toNewTask } from "@/lib/tasks/change/create";
import type { TaskRow } from "@/lib/tasks/row";
import { CreateTask } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { titleOf } from "./begin";
import { tellRun } from "./events";
import type { Prepared, StartInput } from "./prepare";
import { findRun, type RunRow } from "./rows";
import { makeStages, type NewStage } from "./stage-tasks";

/** Where a run belongs that a stage of another one starts. */
export interface NestedIn {
  stageId: number;
  task: TaskRow;
  depth: number;
  starterAgentId: number | null;
}

/**
 * Creates a run with its root task and a held task for every stage. Null if the key was used for another run. The caller has checked that
 * nothing is wrong with it, and follows what begins at once.
 */
export async function createRun(
  tx: TxContext,
  prepared: Prepared,
  input: Pick<StartInput, "source" | "key" | "title" | "metadata">,
  nested: NestedIn | null,
  {
    depth = nested?.depth ?? 0,
    copiedFrom = null,
  }: { depth?: number; copiedFrom?: number | null } = {},
): Promise<RunRow | null> {
  for (const name of prepared.fromProfiles)
    await makeAgent(tx, name, prepared.project.id, { name });
  const id = await insertRun(tx, prepared, input, nested, { depth, copiedFrom });
  if (id === null) return null;
  const run = (await findRun(tx.db, id)) as RunRow;
  const root = await makeRoot(tx, prepared, run, input, nested);
  const rooted = { ...run, root_task_id: root.id, root_ref: root.ticket_ref };
  await tx.db.$executeRaw`
    UPDATE workflow_runs SET root_task_id = ${root.id}, root_ref = ${root.ticket_ref} WHERE id = ${id}`;
  await tx.db.$executeRaw`
    UPDATE workflows SET use_count = use_count + 1, last_used_at = clock_timestamp() WHERE id = ${prepared.workflow.id}`;
  await tellRun(tx, "workflow.run_started", rooted, []);
  const { definition } = prepared.compiled;
  const target = { run: rooted, definition, project: prepared.project, parentId: root.id };
  await makeStages(tx, target, heldStages(prepared));
  return rooted;
}

async function insertRun(
  tx: TxContext,
  { workflow, version, project, inputs, files, config }: Prepared,
  { source, key }: Pick<StartInput, "source" | "key">,
  nested: NestedIn | null,
  { depth, copiedFrom }: { depth: number; copiedFrom: number | null },
): Promise<number | null> {
  const { actor } = tx;
  const starter = nested?.starterAgentId ?? (actor.kind === "agent" ? actor.agentId : null);
  const [row] = await tx.db.$queryRaw<{ id: number }[]>`
    INSERT INTO workflow_runs (workflow_id, workflow_name, version_id, version, project_id, parent_stage_id, depth, inputs, files, config,
      started_by, source, starter_agent_id, start_key, copied_from)
    VALUES (${workflow.id}, ${workflow.name}, ${version.id}, ${version.version}, ${project.id}, ${nested?.stageId ?? null}::int,
      ${depth}::int, ${JSON.stringify(inputs)}::jsonb, ${JSON.stringify(files)}::jsonb, ${JSON.stringify(config)}::jsonb,
      ${actor.name}, ${JSON.stringify(source)}::jsonb, ${starter}::int, ${key ?? null}, ${copiedFrom}::int)
    ON CONFLICT (start_key) WHERE start_key IS NOT NULL DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

/** The task that all others of the run are below. It is of kind `wait`: the run leads it, and nobody works on it. */
async function makeRoot(
  tx: TxContext,
  { compiled, project, workflow, version, config }: Prepared,
  run: RunRow,
  { title, metadata }: Pick<StartInput, "title" | "metadata">,
  nested: NestedIn | null,
): Promise<TaskRow> {
  const { description } = compiled.definition;
  const fields = CreateTask.parse({
    title: title ?? workflow.name,
    type: "epic",
    priority: config.priority,
    project_id: project.id,
    review_required: false,
    ...(metadata ? { metadata } : {}),
  });
  const [root] = await addTasks(tx, project.id, [
    {
      ...toNewTask(tx, fields, "workflow", project),
      description: description ?? null,
      onFailure: "continue",
      kind: "wait",
      parentId: nested?.task.id ?? null,
      parentAt: null,
      execMode: "par",
      execOrder: null,
      workflowRunId: run.id,
      workflowStageId: null,
      workflow: { name: workflow.name, version: version.version, stage: null, item: null },
      blockers: { ids: [], at: [] },
    },
  ]);
  const task = root as TaskRow;
  await record(tx, {
    type: "task.created",
    projectId: task.project_id,
    taskId: task.id,
    agent: null,
    data: { task },
  });
  const parents = new TouchedParents();
  await settleAdded(tx, [task], parents);
  await changeParents(tx, parents);
  return task;
}

function heldStages({ compiled }: Prepared): NewStage[] {
  const { plan, definition } = compiled;
  return definition.stages.map((stage, position) => {
    const { inputs, join } = plan.stage(stage.name);
    const places = inputs.map((name) => plan.stage(name).position);
    return {
      name: stage.name,
      position,
      item: null,
      parentStageId: null,
      input: null,
      state: "waiting",
      attempts: 0,
      dueInMs: null,
      title: titleOf(stage),
      description: stage.description ?? null,
      kind: "wait",
      assignedTo: null,
      command: null,
      after: join === "all" ? places : [],
      relates: join === "all" ? [] : places,
    };
  });
}
