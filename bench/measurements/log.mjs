import { setTimeout as wait } from "node:timers/promises";
import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { countFrames } from "../browser/frames.mjs";
import { pan, scroll } from "../browser/gestures.mjs";
import { createInstallation } from "../product/installation.mjs";

const workers = 10;
const linesPerSecond = 5_000;
const longLog = 100_000;
/** As a test runner prints them: about 60 characters, every fourth in colour. */
const lineAt = (/** @type {number} */ n) =>
  n % 4 === 0
    ? `\u001b[32m✓\u001b[39m keeps the total when an item is removed, case ${n} \u001b[2m(3 ms)\u001b[22m\n`
    : `  at Cart.remove (lib/cart.ts:${n % 400}:17), step ${n} of many\n`;

/** @typedef {import("../browser/frames.mjs").Frames & { what: string, lines: number | string }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const log = {
  name: "log",
  title: "The log of a run in a browser",
  budgetSeconds: 150,
  async run({ quick }) {
    const seconds = quick ? 4 : 8;
    const installation = await createInstallation();
    await installation.start();
    const runs = await claimRuns(installation, workers + 1);
    const found = await withBrowser((browser) => measure(browser, installation, runs, seconds));
    await installation.remove();
    return report(found);
  },
};

/**
 * @param {import("playwright").Browser} browser
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {number[]} runs
 * @param {number} seconds
 */
async function measure(browser, installation, runs, seconds) {
  const page = await signedInPage(browser, installation);
  const senders = runs.map((run) => sender(installation, run));
  const [long, ...others] = senders;
  const [shown] = others;
  /** @type {Row[]} */
  const rows = [];
  const add = async (
    /** @type {string} */ what,
    /** @type {() => Promise<number | void>} */ act,
  ) => {
    let lines = 0;
    const frames = await countFrames(page, async () => {
      lines = (await act()) ?? 0;
    });
    rows.push({ what, ...frames, lines: lines === 0 ? "-" : Math.round(lines) });
  };
  await page.goto("about:blank");
  await page.setContent(EMPTY);
  await add("an empty page: a square follows the mouse", () => pan(page, seconds));

  while (long.sent < longLog) await long.send(10_000);
  await openRun(page, installation, long.run);
  await untilShown(page, long.sent);
  await add(`a log of ${longLog} lines: wheel`, () => scroll(page, seconds));

  await openRun(page, installation, shown.run);
  await add(`one worker, ${linesPerSecond} lines a second: followed`, () =>
    heard(page, shown, () => keepSaying([shown], linesPerSecond, seconds)),
  );
  await add(`one worker, ${linesPerSecond} lines a second: wheel`, () =>
    heard(page, shown, () =>
      Promise.all([keepSaying([shown], linesPerSecond, seconds), scroll(page, seconds)]),
    ),
  );
  await add(`${workers} workers, ${linesPerSecond} lines a second together: wheel`, () =>
    heard(page, shown, () =>
      Promise.all([keepSaying(others, linesPerSecond / workers, seconds), scroll(page, seconds)]),
    ),
  );
  await untilShown(page, shown.sent);
  return { rows, complete: (await shownLines(page)) === shown.sent };
}

const EMPTY = `<div id="square" style="position:fixed;width:40px;height:40px;background:gray"></div>
<script>addEventListener("mousemove", (e) => { square.style.transform = "translate(" + e.clientX + "px," + e.clientY + "px)"; });</script>`;

/** Lines a second that came into the page meanwhile. */
async function heard(
  /** @type {import("playwright").Page} */ page,
  /** @type {ReturnType<typeof sender>} */ shown,
  /** @type {() => Promise<unknown>} */ act,
) {
  const before = await shownLines(page);
  const begun = performance.now();
  await act();
  await untilShown(page, shown.sent);
  return ((await shownLines(page)) - before) / ((performance.now() - begun) / 1_000);
}

async function openRun(
  /** @type {import("playwright").Page} */ page,
  /** @type {import("../product/installation.mjs").Installation} */ { port },
  /** @type {number} */ run,
) {
  await page.goto(`http://127.0.0.1:${port}/runs/${run}`);
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
}

/** How many lines the page says that the log has. @param {import("playwright").Page} page @returns {Promise<number>} */
function shownLines(page) {
  return page.evaluate(() => {
    const said = /([\d.,\s]+) lines?\b/.exec(document.querySelector("article")?.textContent ?? "");
    return Number(said?.[1].replace(/\D/g, "") ?? 0);
  });
}

async function untilShown(
  /** @type {import("playwright").Page} */ page,
  /** @type {number} */ lines,
) {
  while ((await shownLines(page)) < lines) await wait(50);
}

/** Runs that an agent has claimed, as workers do. @returns {Promise<number[]>} */
async function claimRuns(
  /** @type {import("../product/installation.mjs").Installation} */ installation,
  /** @type {number} */ count,
) {
  const agent = "builder";
  await call(installation, "/api/agents/register", { name: agent, role: "coder" });
  const runs = [];
  for (let n = 0; n < count; n++) {
    await call(installation, "/api/tasks", { title: `Task ${n}`, assigned_to: agent });
    const { run } = await call(installation, "/api/tasks/queue", { agent, max_capacity: 20 });
    runs.push(run.id);
  }
  return runs;
}

/** What a worker streams of one run. */
function sender(
  /** @type {import("../product/installation.mjs").Installation} */ installation,
  /** @type {number} */ run,
) {
  let after = 0;
  return {
    run,
    sent: 0,
    /** Says so many more lines, in one batch. @param {number} count */
    async send(count) {
      let text = "";
      const chunks = [];
      for (let n = 0; n < count; n++) {
        text += lineAt(this.sent + n);
        if (text.length < 30_000 && n < count - 1) continue;
        chunks.push({ kind: "log", data: text });
        text = "";
      }
      await call(installation, `/api/runs/${run}/chunks`, { after, chunks });
      after += chunks.length;
      this.sent += count;
    },
  };
}

/** Each says its lines once a second, as workers do, one after the other. */
async function keepSaying(
  /** @type {ReturnType<typeof sender>[]} */ senders,
  /** @type {number} */ perSecond,
  /** @type {number} */ seconds,
) {
  await Promise.all(
    senders.map(async (each, place) => {
      const begun = performance.now() + (place * 1_000) / senders.length;
      for (let n = 0; n < seconds; n++) {
        const rest = begun + n * 1_000 - performance.now();
        if (rest > 0) await wait(rest);
        await each.send(perSecond);
      }
    }),
  );
}

async function call(
  /** @type {import("../product/installation.mjs").Installation} */ { port, apiKey },
  /** @type {string} */ path,
  /** @type {object} */ body,
) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** @param {{ rows: Row[], complete: boolean }} found @returns {import("../report/measurement.mjs").Report} */
function report({ rows, complete }) {
  const [empty] = rows;
  const slowest = Math.min(
    ...rows.filter(({ what }) => what.endsWith("wheel")).map(({ perSecond }) => perSecond),
  );
  const followed = rows.find(({ what }) => what.endsWith("followed"));
  return {
    reading: `The page of a run in headless Chromium without a graphics card, at 1440 × 900, on the same processors as the server and its PostgreSQL. Lines have some 60 characters, every fourth in colour; workers send theirs once a second over HTTP, and the page hears of them through the product's stream and reads them. Frames are those that the browser's compositor drew, from its own trace; beside it the time between two animation frames of the page. The first row is a drag on an empty page: more is not to be had here. A log that is followed is drawn when something comes, so that its time between two frames counts, and not their number.`,
    columns: [
      { key: "what", label: "what" },
      { key: "perSecond", label: "frames", unit: "perSecond" },
      { key: "p50", label: "between two, p50", unit: "ms" },
      { key: "p95", label: "between two, p95", unit: "ms" },
      { key: "longest", label: "longest", unit: "ms" },
      { key: "lines", label: "lines a second in view", unit: "count" },
    ],
    rows,
    checks: [{ what: "every line that was sent is in the page, once", holds: complete }],
    aims: [
      {
        what: "wheel in a log, of the frames of an empty page",
        value: slowest / empty.perSecond,
        atLeast: 0.95,
        unit: "times",
      },
      {
        what: "lines a second into the page of a run",
        value: Number(followed?.lines ?? 0),
        atLeast: linesPerSecond * 0.9,
        unit: "count",
      },
      {
        what: "a log that is followed, between two frames, p95",
        value: followed?.p95 ?? Number.POSITIVE_INFINITY,
        atMost: 20,
        unit: "ms",
      },
    ],
  };
}
