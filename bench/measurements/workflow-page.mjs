import { setTimeout as wait } from "node:timers/promises";
import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { countFrames } from "../browser/frames.mjs";
import { scroll } from "../browser/gestures.mjs";
import { withConnections } from "../load/connection.mjs";
import { agentNames } from "../load/rounds.mjs";
import { withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { writeStatus } from "../seed/changes.mjs";
import { seedAgents } from "../seed/tasks.mjs";
import { chainsOf, defineWorkflow, startRun } from "../seed/workflow-runs.mjs";

const stages = 500;
const chains = 50;
const eventsPerSecond = 100;
/** Written by one statement. */
const atOnce = 10;
const statuses = ["in_progress", "review", "assigned"];
/** Where the graph and where the timeline stands on the page. */
const graphY = 280;
const timelineY = 650;

/** @typedef {import("../browser/frames.mjs").Frames & { what: string, events: number | string }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const workflowPage = {
  name: "workflow-page",
  title: "The page of a workflow's run in a browser",
  budgetSeconds: 120,
  async run({ quick }) {
    const seconds = quick ? 3 : 6;
    const installation = await createInstallation();
    await installation.start();
    const found = await withDatabase(installation, (database) =>
      withConnections(installation, 1, async ([connection]) => {
        const [agent] = agentNames("agent", 1);
        await seedAgents(database, [agent]);
        await defineWorkflow(connection, "wide", chainsOf({ chains, stages, agent: () => agent }));
        const run = await startRun(connection, "wide");
        // All of them under way, as in a run of many at once.
        await database.query(
          "UPDATE workflow_stages SET state = 'active', activated_at = clock_timestamp() WHERE run_id = $1",
          [run.id],
        );
        const { rows } = await database.query(
          "SELECT task_id FROM workflow_stages WHERE run_id = $1 ORDER BY md5(name)",
          [run.id],
        );
        const ids = rows.map(({ task_id }) => task_id);
        await database.query(
          "UPDATE tasks SET kind = 'work', assigned_to = $2 WHERE id = ANY($1::int[])",
          [ids, agent],
        );
        return withBrowser((browser) =>
          measure(browser, installation, { database, ids, seconds, run: run.id }),
        );
      }),
    );
    await installation.remove();
    return report(found);
  },
};

/**
 * @param {import("playwright").Browser} browser
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {{ database: import("pg").Pool, ids: number[], seconds: number, run: number }} what
 */
async function measure(browser, installation, { database, ids, seconds, run }) {
  const page = await signedInPage(browser, installation);
  /** @type {Row[]} */
  const rows = [];
  const url = `http://127.0.0.1:${installation.port}/workflow-runs/${run}`;
  // Once to warm the server up.
  await page.goto(url);
  await page.waitForSelector("[data-stage]");
  await page.goto(url);
  await page.waitForSelector("[data-stage]");
  const loadMs = Number(
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
    ),
  );
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
  await wait(1_000);
  const changing = changesOf(database, ids);
  const add = async (
    /** @type {string} */ what,
    /** @type {boolean} */ isLive,
    /** @type {number} */ y,
  ) => {
    let sent = 0;
    const frames = await countFrames(page, async () => {
      const changed = isLive ? changing(seconds) : Promise.resolve(0);
      await scroll(page, seconds, "top", y);
      sent = await changed;
    });
    rows.push({ what, ...frames, events: isLive ? Math.round(sent) : "-" });
  };
  await add("the timeline: wheel", false, timelineY);
  await add("the timeline: events and wheel", true, timelineY);
  await add("the graph: wheel", false, graphY);
  await add("the graph: events and wheel", true, graphY);
  // The last change is on the screen before it is counted.
  await page.waitForFunction(
    () =>
      document.querySelectorAll(
        '[data-stage][data-status="working"], [data-stage][data-status="review"]',
      ).length > 0,
  );
  return { rows, loadMs };
}

/**
 * Changes the status of stages' tasks at an even pace, each time to another one. Resolves to how many changes a second were written.
 * @param {import("pg").Pool} database
 * @param {number[]} ids
 */
function changesOf(database, ids) {
  let sent = 0;
  return async (/** @type {number} */ seconds) => {
    const begun = performance.now();
    const first = sent;
    for (let n = 1; performance.now() - begun < seconds * 1000; n++) {
      const chunk = Array.from({ length: atOnce }, (_, at) => ids[(sent + at) % ids.length]);
      const status = statuses[Math.floor(sent / ids.length) % statuses.length];
      sent += atOnce;
      await writeStatus(database, chunk, status);
      const rest = begun + (n * atOnce * 1000) / eventsPerSecond - performance.now();
      if (rest > 0) await wait(rest);
    }
    return (sent - first) / ((performance.now() - begun) / 1000);
  };
}

/** @param {{ rows: Row[], loadMs: number }} found @returns {import("../report/measurement.mjs").Report} */
function report({ rows, loadMs }) {
  const least = (/** @type {RegExp} */ which) =>
    Math.min(...rows.filter(({ what }) => which.test(what)).map(({ perSecond }) => perSecond));
  return {
    reading: `A run of ${stages} stages in ${chains} chains, in headless Chromium without a graphics card at 1440 × 900, on the same processors as the server and its PostgreSQL. Frames are those that the browser's compositor drew while the wheel turned over the timeline or the graph; the screen of this browser has 60 a second. Events are changes of the stages' tasks, written with them as the product's commands write them, each of which changes its node, its row and, at the pace of readings, its bars. From the request to the drawn graph it takes ${Math.round(loadMs)} ms.`,
    columns: [
      { key: "what", label: "what" },
      { key: "perSecond", label: "frames", unit: "perSecond" },
      { key: "p50", label: "between two, p50", unit: "ms" },
      { key: "p95", label: "between two, p95", unit: "ms" },
      { key: "longest", label: "longest", unit: "ms" },
      { key: "events", label: "events a second", unit: "count" },
    ],
    rows,
    checks: [],
    aims: [
      { what: `${stages} stages, wheel`, value: least(/: wheel$/), atLeast: 57, unit: "perSecond" },
      {
        what: `${stages} stages, ${eventsPerSecond} events a second, wheel`,
        value: least(/events/),
        atLeast: 57,
        unit: "perSecond",
      },
      { what: `${stages} stages drawn after`, value: loadMs / 1000, atMost: 2.5, unit: "seconds" },
    ],
  };
}
