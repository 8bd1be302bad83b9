import { setTimeout as wait } from "node:timers/promises";
import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { countFrames } from "../browser/frames.mjs";
import { pan, zoom } from "../browser/gestures.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { writeStatus } from "../seed/changes.mjs";
import { seedStructures, tasksOf } from "../seed/structures.mjs";
import { seedRunTree, seedWorkflowRuns } from "../seed/workflows.mjs";

const epics = 60;
/** In the tree of runs. */
const runs = 1_000;
const eventsPerSecond = 200;
/** Written by one statement. */
const atOnce = 10;
/** What each task becomes, round by round. */
const statuses = ["blocked", "inbox", "assigned"];

/** @typedef {import("../browser/frames.mjs").Frames & { what: string, events: number | string }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const canvas = {
  name: "canvas",
  title: "The canvas in a browser",
  budgetSeconds: 240,
  async run({ quick }) {
    const seconds = quick ? 3 : 6;
    const installation = await createInstallation();
    await installation.start();
    const found = await withDatabase(installation, async (database) => {
      await seedStructures(database, epics);
      const ids = await oneValue(
        database,
        "SELECT array_agg(id ORDER BY md5(id::text)) FROM tasks WHERE children_total = 0 AND status NOT IN ('done')",
      );
      return withBrowser((browser) => measure(browser, installation, database, ids, seconds));
    });
    await installation.remove();
    return report(found);
  },
};

/**
 * @param {import("playwright").Browser} browser
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {import("pg").Pool} database
 * @param {number[]} ids of tasks whose status can change
 * @param {number} seconds
 */
async function measure(browser, installation, database, ids, seconds) {
  const page = await signedInPage(browser, installation);
  /** @type {Row[]} */
  const rows = [];
  const add = async (
    /** @type {string} */ what,
    /** @type {() => Promise<number | void>} */ act,
  ) => {
    let events = 0;
    const frames = await countFrames(page, async () => {
      events = (await act()) ?? 0;
    });
    rows.push({ what, ...frames, events: events === 0 ? "-" : Math.round(events) });
  };
  await page.goto("about:blank");
  await page.setContent(EMPTY);
  await add("an empty page: a square follows the mouse", () => pan(page, seconds));

  await countEvents(page);
  const loadMs = await open(page, installation, "/canvas");
  const changing = changesOf(page, database, ids);
  const dragged = async () => {
    const changed = changing(seconds);
    await pan(page, seconds);
    return changed;
  };
  await add("everything in view: drag", () => pan(page, seconds));
  await add("everything in view: wheel", () => zoom(page, seconds));
  await add("everything in view: events and drag", dragged);
  await closer(page);
  await add("near enough to read: drag", () => pan(page, seconds));
  await add("near enough to read: wheel", () => zoom(page, seconds));
  await add("near enough to read: events and drag", dragged);

  await seedWorkflowRuns(database);
  const workflowsMs = await open(page, installation, "/canvas");
  await add("as runs of workflows, everything in view: drag", () => pan(page, seconds));
  await add("as runs of workflows, everything in view: events and drag", dragged);
  await closer(page);
  await add("as runs of workflows, near enough to read: drag", () => pan(page, seconds));
  await add("as runs of workflows, near enough to read: events and drag", dragged);

  const treeMs = await open(page, installation, `/canvas?run=${await seedRunTree(database, runs)}`);
  await add("a tree of runs, everything in view: drag", () => pan(page, seconds));
  await closer(page);
  await add("a tree of runs, near enough to read: drag", () => pan(page, seconds));
  await add("a tree of runs, near enough to read: wheel", () => zoom(page, seconds));
  return { rows, loadMs, workflowsMs, treeMs };
}

const EMPTY = `<div id="square" style="position:fixed;width:40px;height:40px;background:gray"></div>
<script>addEventListener("mousemove", (e) => { square.style.transform = "translate(" + e.clientX + "px," + e.clientY + "px)"; });</script>`;

/** Counts in every page from now on which events of tasks it hears. */
async function countEvents(/** @type {import("playwright").Page} */ page) {
  await page.addInitScript(() => {
    const { fetch } = window;
    window.benchEvents = 0;
    /** Counts the events of tasks in a copy of the stream. @param {ReadableStream<Uint8Array>} body */
    const count = async (body) => {
      const decoder = new TextDecoder();
      let unread = "";
      for (const reader = body.getReader(); ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        const frames = (unread + decoder.decode(value, { stream: true })).split("\n\n");
        unread = frames.pop() ?? "";
        window.benchEvents += frames.filter((frame) => frame.includes('"type":"task.')).length;
      }
    };
    window.fetch = async (...request) => {
      const response = await fetch(...request);
      if (!String(request[0]).startsWith("/api/events") || !response.body) return response;
      const [copy, body] = response.body.tee();
      count(copy).catch(() => undefined);
      return new Response(body, response);
    };
  });
}

/** Opens a canvas; milliseconds from the request to the laid out nodes. */
async function open(
  /** @type {import("playwright").Page} */ page,
  /** @type {import("../product/installation.mjs").Installation} */ { port },
  /** @type {string} */ path,
) {
  const url = `http://127.0.0.1:${port}${path}`;
  // Once to warm the server up, so that the page is measured and not the server's first compilation.
  await page.goto(url);
  await page.waitForSelector(".react-flow__node");
  await page.goto(url);
  await page.waitForSelector(".react-flow__node");
  const loadMs = await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
  );
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
  await wait(1_000);
  return Number(loadMs);
}

/** Zooms in by the keyboard until the texts are visible. @param {import("playwright").Page} page */
async function closer(page) {
  await page.locator("body").press("f");
  await wait(600);
  for (let n = 0; n < 12 && (await page.locator(".cv[data-far]").count()) > 0; n++) {
    await page.locator("body").press("+");
    await wait(250);
  }
}

/**
 * Changes tasks' statuses at an even pace, each time to another one. Resolves to how many events a second the page heard.
 * @param {import("playwright").Page} page
 * @param {import("pg").Pool} database
 * @param {number[]} ids
 */
function changesOf(page, database, ids) {
  const heard = () => page.evaluate(() => window.benchEvents);
  let sent = 0;
  return async (/** @type {number} */ seconds) => {
    const before = await heard();
    const begun = performance.now();
    for (let n = 1; performance.now() - begun < seconds * 1000; n++) {
      const chunk = Array.from({ length: atOnce }, (_, at) => ids[(sent + at) % ids.length]);
      const status = statuses[Math.floor(sent / ids.length) % statuses.length];
      sent += atOnce;
      await writeStatus(database, chunk, status);
      const rest = begun + (n * atOnce * 1000) / eventsPerSecond - performance.now();
      if (rest > 0) await wait(rest);
    }
    return ((await heard()) - before) / ((performance.now() - begun) / 1000);
  };
}

/** @param {{ rows: Row[], loadMs: number, workflowsMs: number, treeMs: number }} found @returns {import("../report/measurement.mjs").Report} */
function report({ rows, loadMs, workflowsMs, treeMs }) {
  const slowest = (/** @type {RegExp} */ which) =>
    Math.min(...rows.filter(({ what }) => which.test(what)).map(({ perSecond }) => perSecond));
  const empty = rows[0].perSecond;
  const moved = slowest(/: (drag|wheel)$/);
  const heard = rows.map(({ events }) => events).filter((events) => typeof events === "number");
  return {
    reading: `${tasksOf(epics)} tasks (${epics} epics with 14 children each, pipelines, nested steps, links) in headless Chromium without a graphics card, at 1440 × 900: every frame is painted by the same processors that the server, its PostgreSQL and the measuring use. Frames are those that the browser's compositor drew, from its own trace (\`DrawFrame\`); beside it the time between two animation frames of the page. The screen of this browser has 60 frames a second. The first row is the same drag on an empty page: more is not to be had here. Events are changes of status, written with their tasks as the product's commands write them, and reach the page through the product's stream. From the request to the laid out canvas it takes ${Math.round(loadMs)} ms. Then the same tasks as ${epics} runs of workflows, with stages that wait, are skipped or done again and lines with conditions (${Math.round(workflowsMs)} ms), and a tree of ${runs} runs (${Math.round(treeMs)} ms).`,
    columns: [
      { key: "what", label: "what" },
      { key: "perSecond", label: "frames", unit: "perSecond" },
      { key: "p50", label: "between two, p50", unit: "ms" },
      { key: "p95", label: "between two, p95", unit: "ms" },
      { key: "longest", label: "longest", unit: "ms" },
      { key: "events", label: "events a second", unit: "count" },
    ],
    rows,
    checks: [
      {
        what: `the page heard of ${eventsPerSecond} changes a second`,
        holds: Math.min(.../** @type {number[]} */ (heard)) >= eventsPerSecond * 0.9,
      },
    ],
    aims: [
      {
        what: `${tasksOf(epics)} tasks, drag and wheel, of the frames of an empty page`,
        value: moved / empty,
        atLeast: 0.95,
        unit: "times",
      },
      {
        what: `${tasksOf(epics)} tasks, drag and wheel`,
        value: moved,
        atLeast: 57,
        unit: "perSecond",
      },
      {
        what: "the same tasks as runs of workflows, drag, of the frames without",
        value: slowest(/^as runs.*: drag$/) / slowest(/^(everything|near).*: drag$/),
        atLeast: 0.95,
        unit: "times",
      },
      {
        what: `${runs} runs of a tree laid out after`,
        value: treeMs / 1000,
        atMost: 2.5,
        unit: "seconds",
      },
      {
        what: `${eventsPerSecond} status events a second, dragged meanwhile`,
        value: slowest(/events/),
        atLeast: 30,
        unit: "perSecond",
      },
      {
        what: `${tasksOf(epics)} tasks laid out after`,
        value: loadMs / 1000,
        atMost: 2.5,
        unit: "seconds",
      },
    ],
  };
}
