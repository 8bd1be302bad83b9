import { reviewer } from "../cast.mjs";
import { demoLabel } from "../fill.mjs";
import { verdictNotes } from "../words/verdicts.mjs";
import { pause } from "./loop.mjs";
import { beat } from "./worker.mjs";

/** At most so many reviews are left to people; if there are more, it judges the oldest. */
const leftToPeople = 9;

/** @typedef {import("./loop.mjs").Shift} Shift */

/** One turn of the reviewer: judges one of the demo's tasks, and leaves about every third to people. @param {Shift} shift */
export async function reviewOnce(shift) {
  const { baton, say } = shift;
  await pause(shift, 2_500, 5_000);
  const { tasks } = await baton.get(
    `/api/tasks?status=review&labels=${demoLabel}&sort=created_at&limit=100`,
  );
  const candidates = tasks.filter(({ metadata }) => metadata.verdict_by !== "people");
  const others = candidates.filter((task) => !isLeftToPeople(task));
  const task = others[0] ?? (candidates.length > leftToPeople ? candidates[0] : undefined);
  if (!task) return;
  await beat(shift, reviewer, { status: "busy", last_activity: `Reading ${task.ticket_ref}` });
  await pause(shift, 1_000, 2_500);
  const verdict = isRejected(task) ? "rejected" : "approved";
  const notes = verdictNotes(verdict, task.work_type);
  await baton.post(
    "/api/quality-review",
    { taskId: task.id, reviewer, status: verdict, notes },
    { as: reviewer },
  );
  await beat(shift, reviewer, { status: "online", last_activity: `Judged ${task.ticket_ref}` });
  say(reviewer, `${verdict === "approved" ? "approves" : "sends back"} ${task.ticket_ref}`);
}

/** Whether a task's verdict is left to people. Always the same answer for one task, and never true for one that others wait for. @param {{ id: number, metadata: Record<string, unknown> }} task */
const isLeftToPeople = ({ id, metadata }) => metadata.structure === undefined && id % 3 === 1;

/** Rejects one in four tasks once, and none twice. @param {{ id: number, review_cycles: number }} task */
const isRejected = ({ id, review_cycles }) => id % 4 === 2 && review_cycles === 0;
