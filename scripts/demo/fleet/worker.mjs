import { takersOf, workers } from "../cast.mjs";
import { usageOf } from "../usage.mjs";
import { between, chance, oneOf } from "../words/choose.mjs";
import {
  activityOn,
  failureReason,
  handOverReason,
  progressRemark,
  replyToFeedback,
} from "../words/remarks.mjs";
import { resolutionOf } from "../words/resolutions.mjs";
import { pause } from "./loop.mjs";

const pollSeconds = 20;

/** @typedef {import("./loop.mjs").Shift} Shift */
/** @typedef {Record<string, any>} Task as the API gives it */

/**
 * One turn of an agent: polls for a task, works on it for a while and hands it in. Now and then it fails the task or reassigns it.
 * @param {Shift} shift
 * @param {string} name
 */
export async function workOnce(shift, name) {
  const { baton, signal, say } = shift;
  const path = `/api/tasks/queue?agent=${name}&max_capacity=1&wait=${pollSeconds}`;
  const { task, run, feedback } = await baton.get(path, { as: name, signal });
  await beat(
    shift,
    name,
    task ? { status: "busy", last_activity: activityOn(task.ticket_ref, task.work_type) } : {},
  );
  if (!task) return;
  say(name, `works on ${task.ticket_ref} ${task.title}`);
  if (feedback.length > 0) await remark(shift, name, task, replyToFeedback());
  await makeProgress(shift, name, task);
  await finish(shift, name, task, run.id);
  await beat(shift, name, { status: "idle", last_activity: `Finished ${task.ticket_ref}` });
  await pause(shift, 600, 2_500);
}

/** @param {Shift} shift @param {string} name @param {Task} task */
async function makeProgress(shift, name, task) {
  for (let steps = between(2, 3); steps > 0; steps--) {
    await pause(shift, 3_000, 7_500);
    if (chance(0.6)) await remark(shift, name, task, progressRemark(task.work_type));
    else await beat(shift, name, { last_activity: activityOn(task.ticket_ref, task.work_type) });
  }
  await pause(shift, 2_000, 6_000);
}

/** Lets only tasks that were created while the demo runs fail or change hands; the seeds stay as they are. @param {Shift} shift @param {string} name @param {Task} task @param {number} runId */
async function finish(shift, name, task, runId) {
  const { baton, say } = shift;
  const isMadeUp = task.metadata.subject !== undefined;
  const place = `/api/tasks/${task.id}`;
  if (isMadeUp && chance(0.05)) {
    await baton.post(`${place}/fail`, { run_id: runId, error: failureReason() }, { as: name });
    say(name, `gives ${task.ticket_ref} up`);
    return;
  }
  const other = otherTaker(name, task.work_type);
  if (isMadeUp && chance(0.06)) {
    const reason = handOverReason(other);
    await baton.post(`${place}/release`, { run_id: runId, reason }, { as: name });
    await baton.put(place, { assigned_to: other });
    say(name, `hands ${task.ticket_ref} to ${other}`);
    return;
  }
  const resolution = resolutionOf(/** @type {any} */ (task), task.review_cycles > 0);
  const body = { run_id: runId, resolution, outcome: "success", ...usageOf(name, resolution) };
  const { task: after } = await baton.post(`${place}/complete`, body, { as: name });
  say(
    name,
    after.status === "review" ? `hands ${task.ticket_ref} in` : `finishes ${task.ticket_ref}`,
  );
}

/** @param {string} name @param {string | null} workType */
function otherTaker(name, workType) {
  const others = (list) => list.filter((member) => member.name !== name);
  const fitting = others(takersOf(workType));
  return oneOf(fitting.length > 0 ? fitting : others(workers)).name;
}

/** @param {Shift} shift @param {string} name @param {Task} task @param {string} content */
function remark({ baton }, name, task, content) {
  return baton.post(`/api/tasks/${task.id}/comments`, { content }, { as: name });
}

/** @param {Shift} shift @param {string} name @param {object} body */
export function beat({ baton }, name, body) {
  return baton.post(`/api/agents/${name}/heartbeat`, body, { as: name });
}
