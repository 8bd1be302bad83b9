import { openGates } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import { type Beginning, beginning, itemTitle, titleOf } from "./begin";
import { queueDue } from "./due";
import { barredAmong, gateQuestion } from "./gate-question";
import { idOf } from "./missing";
import type { ChangedStage } from "./patch";
import { whyNoRoom } from "./room";
import type { StageRow } from "./rows";
import type { StageKey } from "./rules";
import { makeStages, type NewStage, projectOf } from "./stage-tasks";
import { watchFor } from "./waits";
import type { RunWorld } from "./world";

/** A stage whose items are to be made: so many, of which some begin at once. */
export interface Expansion {
  row: StageRow;
  count: number;
  begin: readonly number[];
}

/** A run of a workflow that a stage began, to be started once its task is in place. */
export interface NestedStart {
  at: StageKey;
  stageId: number;
  task: TaskRow;
  workflow: string;
  inputs: Record<string, unknown>;
}

export interface MadeItems {
  stages: ChangedStage[];
  broken: StageKey[];
  nested: NestedStart[];
}

/** Makes the items of stages below their tasks: of `foreach` one for each entry of the list, of a loop one for each iteration. */
export async function createItems(
  world: RunWorld,
  expansions: readonly Expansion[],
): Promise<MadeItems> {
  const made: MadeItems = { stages: [], broken: [], nested: [] };
  for (const expansion of expansions) await expand(world, expansion, made);
  return made;
}

async function expand(
  world: RunWorld,
  { row, count, begin }: Expansion,
  made: MadeItems,
): Promise<void> {
  const { tx, run, compiled } = world;
  if (row.task_id === null) return;
  const full = await whyNoRoom(tx, row.task_id, count);
  if (full !== null) {
    const whole = { name: row.name, item: null };
    world.broken.set(idOf(whole), full);
    made.broken.push(whole);
    return;
  }
  const stage = compiled.stage(row.name);
  const { position } = compiled.plan.stage(row.name);
  const list = world.lists.get(row.name);
  const beginnings = new Map<number, Beginning>();
  const begun = new Set(begin);
  const stages: NewStage[] = [];
  for (let index = 0; index < count; index++) {
    const key = { name: row.name, item: index };
    const item = { index, of: count, value: list?.[index] ?? null };
    const held: NewStage = {
      name: row.name,
      position,
      item: index,
      parentStageId: row.id,
      input: item.value,
      state: "waiting",
      attempts: 0,
      dueInMs: null,
      title: itemTitle(titleOf(stage), item),
      description: null,
      kind: "wait",
      assignedTo: null,
      command: null,
      after: [],
    };
    if (!begun.has(index)) {
      stages.push(held);
      continue;
    }
    const answer = await world.ask(() =>
      beginning(world, key, { item, feedback: null, attempt: 1 }),
    );
    if ("error" in answer) {
      world.broken.set(idOf(key), answer.error);
      made.broken.push(key);
      stages.push({ ...held, state: "active", attempts: 1 });
      continue;
    }
    const { move, dueInMs } = answer.value;
    beginnings.set(index, answer.value);
    stages.push({
      ...held,
      state: "active",
      attempts: 1,
      dueInMs,
      title: move.title ?? held.title,
      description: move.description ?? null,
      kind: move.kind ?? "wait",
      assignedTo: move.assignedTo ?? null,
      command: move.command ?? null,
    });
  }
  const project = await projectOf(tx, run.project_id);
  const target = { run, definition: compiled.definition, project, parentId: row.task_id };
  const results = await makeStages(tx, target, stages);
  const barred = await barredAmong(tx, run, stage.approval?.people ?? []);
  const gates = [];
  const due: number[] = [];
  const waits = [];
  for (const [index, { stageId, task }] of results.entries()) {
    const { state, attempts } = stages[index] as NewStage;
    made.stages.push({
      ...{ name: row.name, item: index, task_id: task.id, task_ref: task.ticket_ref },
      ...{ state, reason: null, attempts },
    });
    const { gate, nested, wait, dueInMs } = beginnings.get(index) ?? NOTHING;
    if (gate) gates.push(gateQuestion(task, gate, barred, dueInMs));
    if (nested) made.nested.push({ at: { name: row.name, item: index }, stageId, task, ...nested });
    if (wait) waits.push({ stageId, wait });
    if (dueInMs !== null) due.push(stageId);
  }
  await openGates(tx, gates);
  await queueDue(tx, due);
  await watchFor(tx, run.project_id, waits);
}

const NOTHING = { gate: null, nested: null, wait: null, dueInMs: null };
