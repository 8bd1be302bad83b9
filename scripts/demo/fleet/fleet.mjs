import { setTimeout as wait } from "node:timers/promises";
import { cast, orchestrator, reviewer, workers } from "../cast.mjs";
import { keepGoing } from "./loop.mjs";
import { planOnce } from "./orchestrator.mjs";
import { reviewOnce } from "./reviewer.mjs";
import { beat, workOnce } from "./worker.mjs";

/** How long the server may take to notice that a poll was given up. */
const settleMs = 400;

/**
 * Lets the cast work until the signal aborts.
 * @param {import("./loop.mjs").Shift} shift
 */
export async function runFleet(shift) {
  for (const name of [orchestrator, reviewer]) await beat(shift, name, { status: "online" });
  await Promise.all([
    keepGoing(shift, orchestrator, () => planOnce(shift)),
    keepGoing(shift, reviewer, () => reviewOnce(shift)),
    ...workers.map(({ name }) => keepGoing(shift, name, () => workOnce(shift, name))),
  ]);
}

/**
 * Releases all tasks the cast holds and takes its agents offline.
 * @param {Pick<import("./loop.mjs").Shift, "baton">} shift
 * @returns {Promise<number>} how many tasks were put back
 */
export async function sendHome({ baton }) {
  await wait(settleMs);
  const names = cast.map(({ name }) => name).join(",");
  const { tasks } = await baton.get(`/api/tasks?status=in_progress&assigned_to=${names}&limit=200`);
  const released = await Promise.allSettled(
    tasks.map(({ id, run_id }) =>
      baton.post(`/api/tasks/${id}/release`, { run_id, reason: "The demo was stopped." }),
    ),
  );
  await Promise.allSettled(
    cast.map(({ name }) =>
      baton.post(`/api/agents/${name}/heartbeat`, { status: "offline", last_activity: null }),
    ),
  );
  return released.filter(({ status }) => status === "fulfilled").length;
}
