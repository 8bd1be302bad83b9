import { orchestrator, takersOf } from "../cast.mjs";
import { demoLabel, hoursFromNow } from "../fill.mjs";
import { newArrival } from "../words/arrivals.mjs";
import { chance, oneOf } from "../words/choose.mjs";
import { nudge } from "../words/remarks.mjs";
import { pause } from "./loop.mjs";
import { tendStructures } from "./structures.mjs";
import { beat } from "./worker.mjs";

/** New tasks are created while fewer than this are ready, so that the inbox is never empty. */
const enoughReady = 16;
/** A failed task stays visible for this long before it is retried. */
const failedForSeconds = 90;
/** The same in an epic or a pipeline, where a failed task blocks others. */
const failedInStructureForSeconds = 25;
/** Epics and pipelines are handled every `structureTurns` turns, the first ones at once. */
const structureTurns = 4;
const firstTurns = 3;
let turn = 0;

/** @typedef {import("./loop.mjs").Shift} Shift */

/** One turn of the orchestrator: creates new work, or looks after existing work. @param {Shift} shift */
export async function planOnce(shift) {
  await pause(shift, 1_800, 4_200);
  turn += 1;
  if (turn <= firstTurns || turn % structureTurns === 0) return tendStructures(shift);
  const { total } = await shift.baton.get("/api/tasks?ready=true&limit=1", { as: orchestrator });
  if (total < enoughReady) return letWorkIn(shift);
  await oneOf([triage, triage, remind, retry])(shift);
}

/** @param {Shift} shift */
async function letWorkIn({ baton, say }) {
  const { dueInHours, labels, ...fields } = newArrival();
  const takers = takersOf(fields.work_type);
  const body = {
    ...fields,
    labels: [...labels, demoLabel],
    ...(dueInHours === undefined ? {} : { due_date: hoursFromNow(dueInHours) }),
    ...(chance(0.7) && takers.length > 0 ? { assigned_to: oneOf(takers).name } : {}),
  };
  const { task } = await baton.post("/api/tasks", body, { as: orchestrator });
  say(
    "new",
    `${task.ticket_ref} ${task.title}${task.assigned_to ? `, for ${task.assigned_to}` : ""}`,
  );
}

/** Assigns tasks of the inbox. @param {Shift} shift */
async function triage({ baton, say }) {
  const { tasks } = await baton.get(
    `/api/tasks?status=inbox&assigned_to=none&ready=true&labels=${demoLabel}&sort=priority&limit=20`,
  );
  const task = tasks.find(
    (candidate) => takersOf(candidate.work_type).length > 0 && candidate.comment_count === 0,
  );
  if (!task) return;
  const { name } = oneOf(takersOf(task.work_type));
  await baton.put(
    `/api/tasks/${task.id}`,
    { assigned_to: name, etag: task.etag },
    { as: orchestrator },
  );
  say(orchestrator, `gives ${task.ticket_ref} to ${name}`);
}

/** Mentions an agent in a comment on a task that waits for it. @param {Shift} shift */
async function remind(shift) {
  const { baton } = shift;
  await beat(shift, orchestrator, {
    status: "online",
    last_activity: "Looking through what waits",
  });
  const { tasks } = await baton.get(
    `/api/tasks?status=assigned&labels=${demoLabel}&sort=priority&limit=20`,
  );
  const waiting = tasks.filter((task) =>
    takersOf(task.work_type).some(({ name }) => name === task.assigned_to),
  );
  if (waiting.length === 0) return;
  const task = oneOf(waiting);
  if (task.comment_count > 3) return;
  await baton.post(
    `/api/tasks/${task.id}/comments`,
    { content: nudge(task.assigned_to) },
    { as: orchestrator },
  );
}

/** Retries failed tasks. @param {Shift} shift */
async function retry({ baton, say }) {
  const { tasks } = await baton.get(`/api/tasks?status=failed&labels=${demoLabel}&limit=50`);
  const now = Date.now() / 1000;
  const task = tasks.find(
    ({ metadata, completed_at }) =>
      metadata.subject !== undefined &&
      now - completed_at > (metadata.structure ? failedInStructureForSeconds : failedForSeconds),
  );
  if (!task) return;
  const reason = "The cause is gone, according to the status page. Trying again.";
  await baton.post(`/api/tasks/${task.id}/retry`, { reason }, { as: orchestrator });
  say(orchestrator, `opens ${task.ticket_ref} again`);
}
