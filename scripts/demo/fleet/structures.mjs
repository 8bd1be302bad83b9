import { orchestrator, takersOf } from "../cast.mjs";
import { demoLabel } from "../fill.mjs";
import { oneOf } from "../words/choose.mjs";
import { newSubject, structures } from "../words/structures.mjs";

/** How many structures are worked on at once. */
const inWork = 3;
/** How many finished structures stay visible; older ones are archived with everything below them. */
const finishedKept = 4;
/** How many other finished tasks of the demo stay visible. */
const doneKept = 150;
const archivedAtOnce = 50;

const open = "inbox,assigned,in_progress,review,blocked,failed";

/** @typedef {import("./loop.mjs").Shift} Shift */
/** @typedef {import("../words/structures.mjs").Part} Part */
/** @typedef {Record<string, any>} Task as the API gives it */
/** @typedef {{ name: string, file: string, label: string }} Subject */

/** Creates a new epic or pipeline when one is finished, and archives old ones. @param {Shift} shift */
export async function tendStructures(shift) {
  const running = await topmost(shift, open);
  if (running.length < inWork) return begin(shift, running);
  await tidy(shift);
}

/** The structures that the demo created, oldest first. @param {Shift} shift @param {string} status @returns {Promise<Task[]>} */
async function topmost({ baton }, status) {
  const { tasks } = await baton.get(
    `/api/tasks?type=epic&parent_id=none&labels=${demoLabel}&status=${status}&sort=created_at&limit=200`,
  );
  return tasks.filter(({ metadata }) => metadata.structure !== undefined);
}

/** @param {Shift} shift @param {Task[]} running */
async function begin(shift, running) {
  const kinds = running.map(({ metadata }) => metadata.structure);
  const fresh = structures.filter(({ kind }) => !kinds.includes(kind));
  const structure = oneOf(fresh.length > 0 ? fresh : structures);
  const subject = newSubject(running.map(({ metadata }) => metadata.subject));
  /** @type {Map<string, number>} */
  const keys = new Map();
  const root = await create(shift, structure, { subject, kind: structure.kind, keys });
  shift.say("new", `${root.ticket_ref} ${root.title}, with everything below it`);
}

/**
 * Creates a part and everything below it. Each task is created with its place, so it is never ready too early. Parents are assigned to
 * the orchestrator, so that nobody claims one before it has its first child.
 * @param {Shift} shift
 * @param {Part} part
 * @param {{ subject: Subject, kind: string, keys: Map<string, number>, parent?: Task, order?: number }} place
 * @returns {Promise<Task>}
 */
async function create(shift, part, place) {
  const { subject, kind, keys, parent, order } = place;
  const takers = takersOf(part.work ?? null);
  const { task } = await shift.baton.post(
    "/api/tasks",
    {
      title: part.title.replace("*", subject.name),
      description: part.text,
      type: parent ? "task" : "epic",
      priority: "high",
      labels: [subject.label, demoLabel],
      metadata: { structure: kind, subject: subject.name, file: subject.file },
      review_required: part.review ?? false,
      ...(part.work ? { work_type: part.work } : { assigned_to: orchestrator }),
      ...(takers.length > 0 ? { assigned_to: oneOf(takers).name } : {}),
      ...(parent ? { parent_id: parent.id } : {}),
      ...(order === undefined ? {} : { exec_mode: "seq", exec_order: order }),
      ...(part.after ? { depends_on: part.after.map((key) => keys.get(key)) } : {}),
    },
    { as: orchestrator },
  );
  if (part.key) keys.set(part.key, task.id);
  for (const [index, child] of (part.children ?? []).entries()) {
    const childOrder = part.order === "seq" ? index + 1 : undefined;
    await create(shift, child, { ...place, parent: task, order: childOrder });
  }
  return task;
}

/** @param {Shift} shift */
async function tidy(shift) {
  const over = await topmost(shift, "done,cancelled");
  for (const root of over.slice(0, Math.max(0, over.length - finishedKept))) {
    const { tasks } = await shift.baton.get(`/api/tasks/graph?root=${root.id}&limit=100`);
    const below = tasks.filter(({ metadata }) => metadata.structure === root.metadata.structure);
    await archive(shift, below);
  }
  const { tasks, total } = await shift.baton.get(
    `/api/tasks?status=done&parent_id=none&labels=${demoLabel}&sort=created_at&limit=200`,
  );
  const madeUp = tasks.filter(
    ({ metadata }) => metadata.subject !== undefined && metadata.structure === undefined,
  );
  if (total > doneKept) await archive(shift, madeUp.slice(0, archivedAtOnce));
}

/** Archives children before their parents, so that no parent changes because of them. @param {Shift} shift @param {Task[]} tasks */
async function archive({ baton }, tasks) {
  if (tasks.length === 0) return;
  const body = { tasks: tasks.toReversed().map(({ id }) => ({ id, archived: true })) };
  await baton.put("/api/tasks", body, { as: orchestrator });
}
