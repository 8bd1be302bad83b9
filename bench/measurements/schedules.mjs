import { setTimeout as wait } from "node:timers/promises";
import { Connection } from "../load/connection.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { countPostgresProcessor, countProcessor } from "../product/processor.mjs";

const idleSchedules = 100;
const lookEveryMs = 10;
/** A limit of the measurement's own, so that a task that never comes ends it with a sentence. */
const patienceMs = 120_000;

/** @typedef {import("../product/installation.mjs").Installation} Installation */

/** @type {import("../report/measurement.mjs").Measurement} */
export const schedules = {
  name: "schedules",
  title: "Schedules",
  budgetSeconds: 420,
  async run({ quick }) {
    const count = quick ? 200 : 1_000;
    const seconds = quick ? 15 : 60;
    const installation = await createInstallation();
    await installation.start();
    await wait(3_000);
    const without = await quiet(installation, seconds);
    await create(installation, 0, idleSchedules);
    await wait(2_000);
    const idle = await quiet(installation, seconds);
    await create(installation, idleSchedules, count);
    const spread = await fired(installation, count, 30);
    const together = await fired(installation, count, 0);
    await installation.remove();
    return {
      reading: `${count} schedules, each due once: at moments spread over 30 s, and all at the same moment. "Visible" is from the due time until another connection sees the task, looked for every ${lookEveryMs} ms. Idle: the processor over ${seconds} s with no schedule and with ${idleSchedules} that are due on another day.`,
      columns: [
        { key: "what", label: "" },
        { key: "p50", label: "visible p50", unit: "ms" },
        { key: "p95", label: "visible p95", unit: "ms" },
        { key: "most", label: "most", unit: "ms" },
        { key: "server", label: "server's CPU a second", unit: "ms" },
        { key: "postgres", label: "PostgreSQL's CPU a second", unit: "ms" },
      ],
      rows: [
        { what: "no schedule", ...without },
        { what: `${idleSchedules} idle schedules`, ...idle },
        { what: `${count} due within 30 s`, ...spread },
        { what: `${count} due at once`, ...together },
      ],
      checks: [],
      aims: [
        { what: "due time to task visible, p95", value: spread.p95, atMost: 1_000, unit: "ms" },
      ],
    };
  },
};

/** @param {Installation} installation @param {number} from @param {number} to */
async function create(installation, from, to) {
  const connection = new Connection(installation);
  for (let n = from; n < to; n++) {
    await connection.json("POST", "/api/schedules", {
      name: `schedule ${n}`,
      // Due half a year from now at the earliest.
      schedule: `0 3 1 ${((new Date().getUTCMonth() + 6) % 12) + 1} *`,
      overlap: "allow",
      task_template: { title: `Work of ${n}`, assigned_to: "scout" },
    });
  }
  connection.close();
}

/** @param {Installation} installation @param {number} seconds */
async function quiet({ pids }, seconds) {
  const server = countProcessor(pids.server);
  const postgres = countPostgresProcessor(pids.postgres);
  await wait(seconds * 1000);
  return { server: server() / seconds, postgres: postgres() / seconds };
}

/**
 * How long after their due times tasks are seen, with every schedule due once within so many seconds.
 * @param {Installation} installation
 * @param {number} count
 * @param {number} overSeconds
 */
async function fired(installation, count, overSeconds) {
  const connection = new Connection(installation);
  const late = await withDatabase(installation, async (pool) => {
    const last = Number(await oneValue(pool, "SELECT COALESCE(max(id), 0) FROM schedule_runs"));
    await pool.query(
      `UPDATE schedules SET next_at = date_trunc('milliseconds', now()) + interval '8 seconds'
         + random() * $1::int * interval '1 second'`,
      [overSeconds],
    );
    // Any change of a schedule tells the server to look for the nearest due time.
    await connection.json("PATCH", "/api/schedules/1", { missed_window_hours: 24 - Math.random() });
    /** @type {Map<number, number>} */
    const seen = new Map();
    const deadline = Date.now() + patienceMs;
    while (seen.size < count) {
      if (Date.now() > deadline) throw new Error(`only ${seen.size} of ${count} schedules fired`);
      const { rows } = await pool.query(
        `SELECT id, extract(epoch FROM due_at)::float8 * 1000 AS due FROM schedule_runs
         WHERE id > $1 AND task_id IS NOT NULL AND NOT id = ANY($2::int[])`,
        [last, [...seen.keys()]],
      );
      const now = Date.now();
      for (const { id, due } of rows) seen.set(id, now - due);
      await wait(lookEveryMs);
    }
    return [...seen.values()].sort((a, b) => a - b);
  });
  connection.close();
  const at = (/** @type {number} */ share) =>
    late[Math.min(late.length - 1, Math.floor(share * late.length))];
  return { p50: at(0.5), p95: at(0.95), most: late.at(-1) };
}
