import { setTimeout as wait } from "node:timers/promises";
import { Connection } from "../load/connection.mjs";
import { openListeners } from "../load/listeners.mjs";
import { createInstallation } from "../product/installation.mjs";
import { countPostgresProcessor, countProcessor } from "../product/processor.mjs";
import { writeDownStatements } from "../product/statements.mjs";

/** Schedules that are due on another day, and webhooks that wait for events that do not come. */
const idleOfEach = 100;

/** @type {import("../report/measurement.mjs").Measurement} */
export const idle = {
  name: "idle",
  title: "What a server does when nobody asks",
  budgetSeconds: 420,
  async run({ quick }) {
    // Periodic jobs run once a minute: whole minutes, or the share of them that fall into one is chance.
    const minutes = quick ? 1 : 2;
    const installation = await createInstallation();
    await installation.start();
    const log = await writeDownStatements(installation);
    await wait(5_000);
    const rows = [await quiet("no client", installation, log, minutes)];
    const poller = new Connection(installation);
    let isOver = false;
    const polling = (async () => {
      await poller.json("POST", "/api/agents/register", { name: "scout", role: "coder" });
      while (!isOver) await poller.json("GET", "/api/tasks/queue?agent=scout&wait=30");
    })();
    polling.catch(() => {});
    const listeners = await openListeners(installation, 1, () => {});
    rows.push(await quiet("an agent that waits, an open stream", installation, log, minutes));
    isOver = true;
    poller.close();
    listeners.close();
    await giveIdle(installation);
    await wait(5_000);
    rows.push(
      await quiet(`${idleOfEach} schedules and ${idleOfEach} webhooks`, installation, log, minutes),
    );
    await installation.remove();
    return {
      reading: `Over ${minutes} min each, from PostgreSQL's log: statements a minute by who sent them. "Events" is the listener that looks once a second whether another process wrote something, "jobs" the queue of background jobs, which asks for due ones and runs the periodic ones, "commands" everything else: what periodic jobs and requests send. The waiting agent polls with \`wait=30\`. The last row has neither agent nor stream.`,
      columns: [
        { key: "what", label: "" },
        { key: "events", label: "events, a minute", unit: "mean" },
        { key: "jobs", label: "jobs, a minute", unit: "mean" },
        { key: "commands", label: "commands, a minute", unit: "mean" },
        { key: "others", label: "others, a minute", unit: "mean" },
        { key: "server", label: "server's CPU a second", unit: "ms" },
        { key: "postgres", label: "PostgreSQL's CPU a second", unit: "ms" },
        { key: "most", label: "most often" },
      ],
      rows,
      checks: [],
      aims: [
        {
          what: `CPU of a second with ${idleOfEach} idle schedules and webhooks, beyond that without`,
          value: Math.max(0, cpuOf(rows.at(-1)) - cpuOf(rows[0])),
          atMost: 1,
          unit: "ms",
        },
      ],
    };
  },
};

/** @param {import("../product/installation.mjs").Installation} installation */
async function giveIdle(installation) {
  const connection = new Connection(installation);
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  for (let n = 0; n < idleOfEach; n++) {
    await connection.json("POST", "/api/schedules", {
      name: `idle ${n}`,
      schedule: `0 3 1 ${month} *`,
      task_template: { title: `Work of ${n}` },
    });
    await connection.json("POST", "/api/webhooks", {
      name: `idle ${n}`,
      url: `https://example.com/${n}`,
      events: ["agent.deleted"],
    });
  }
  connection.close();
}

/** @param {{ server: number, postgres: number } | undefined} row */
const cpuOf = (row) => (row ? row.server + row.postgres : 0);

/**
 * @param {string} what
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {Awaited<ReturnType<typeof writeDownStatements>>} log
 * @param {number} minutes
 */
async function quiet(what, { pids }, log, minutes) {
  const serverMs = countProcessor(pids.server);
  const postgresMs = countPostgresProcessor(pids.postgres);
  const sent = await log.during(() => wait(minutes * 60_000));
  const by = (/** @type {string} */ name) =>
    sent.filter(({ application }) => application === name).length / minutes;
  const named = { events: by("baton-events"), jobs: by("baton-jobs"), commands: by("baton") };
  const texts = Map.groupBy(sent, ({ text }) => text.replaceAll(/\s+/g, " ").slice(0, 60));
  const most = [...texts].toSorted((a, b) => b[1].length - a[1].length).slice(0, 5);
  return {
    what,
    ...named,
    others: sent.length / minutes - named.events - named.jobs - named.commands,
    server: serverMs() / minutes / 60,
    postgres: postgresMs() / minutes / 60,
    most: most
      .map(
        ([text, all]) => `${Math.round(all.length / minutes)} × \`${text.replaceAll("|", "/")}\``,
      )
      .join(", "),
  };
}
