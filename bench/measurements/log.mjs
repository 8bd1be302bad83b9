import { setTimeout as wait } from "node:timers/promises";
import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { countFrames } from "../browser/frames.mjs";
import { pan, scroll } from "../browser/gestures.mjs";
import { costOf } from "../product/costs.mjs";
import { createInstallation } from "../product/installation.mjs";

const workers = 10;
const linesPerSecond = 5_000;
const longLog = 100_000;
/** A limit of the measurement's own, so that lines that never come end it with a sentence. */
const patienceMs = 20_000;
/** As a test runner prints them: about 60 characters, every fourth in colour. */
const lineAt = (/** @type {number} */ n) =>
  n % 4 === 0
    ? `\u001b[32m✓\u001b[39m keeps the total when an item is removed, case ${n} \u001b[2m(3 ms)\u001b[22m\n`
    : `  at Cart.remove (lib/cart.ts:${n % 400}:17), step ${n} of many\n`;

/** @typedef {import("../browser/frames.mjs").Frames & { what: string, sent: number | string, lines: number | string, behindMs?: number, server?: number, postgres?: number }} Row */
/** @typedef {ReturnType<typeof sender>} Sender */

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
  const draw = async (/** @type {string} */ what, /** @type {() => Promise<unknown>} */ act) => {
    const frames = await countFrames(page, async () => void (await act()));
    rows.push({ what, ...frames, sent: "-", lines: "-" });
  };
  /** The same while workers say so many lines a second together. */
  const hear = async (
    /** @type {string} */ what,
    /** @type {Sender[]} */ saying,
    /** @type {() => Promise<unknown>} */ act = async () => {},
  ) => {
    const shownBefore = await shownLines(page);
    const sentBefore = linesSent(saying);
    let took = 0;
    let behindMs = 0;
    const { result: frames, cost } = await costOf(installation.pids, () =>
      countFrames(page, async () => {
        const begun = performance.now();
        const said = async () => {
          await keepSaying(saying, linesPerSecond / saying.length, seconds);
          const sent = performance.now();
          took = (sent - begun) / 1_000;
          await untilShown(page, shown.sent);
          behindMs = performance.now() - sent;
        };
        await Promise.all([said(), act()]);
      }),
    );
    const sent = linesSent(saying) - sentBefore;
    rows.push({
      what,
      ...frames,
      sent: Math.round(sent / took),
      lines: Math.round(((await shownLines(page)) - shownBefore) / took),
      behindMs,
      server: (cost.server / sent) * 1_000,
      postgres: (cost.postgres / sent) * 1_000,
    });
  };
  await page.goto("about:blank");
  await page.setContent(EMPTY);
  await draw(EMPTY_PAGE, () => pan(page, seconds));

  while (long.sent < longLog) await long.send(10_000);
  await openRun(page, installation, long.run);
  await untilShown(page, long.sent);
  await draw(`a log of ${longLog} lines: wheel`, () => scroll(page, seconds));

  await openRun(page, installation, shown.run);
  const wheel = () => scroll(page, seconds);
  await hear("one worker: followed", [shown]);
  await hear("one worker: wheel", [shown], wheel);
  await hear(`${workers} workers: followed`, others);
  await hear(`${workers} workers: wheel`, others, wheel);
  await untilShown(page, shown.sent);
  return { rows, complete: (await shownLines(page)) === shown.sent };
}

const EMPTY_PAGE = "an empty page: a square follows the mouse";
const EMPTY = `<div id="square" style="position:fixed;width:40px;height:40px;background:gray"></div>
<script>addEventListener("mousemove", (e) => { square.style.transform = "translate(" + e.clientX + "px," + e.clientY + "px)"; });</script>`;

const linesSent = (/** @type {Sender[]} */ senders) =>
  senders.reduce((sum, { sent }) => sum + sent, 0);

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
    // No space stands between the count and the first line in the text of the page.
    const said = /([\d.,]+) lines?(?![a-z])/.exec(
      document.querySelector("article")?.textContent ?? "",
    );
    return Number(said?.[1].replace(/\D/g, "") ?? 0);
  });
}

async function untilShown(
  /** @type {import("playwright").Page} */ page,
  /** @type {number} */ lines,
) {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const shown = await shownLines(page);
    if (shown >= lines) return;
    if (performance.now() > deadline) {
      throw new Error(`the page shows ${shown} of ${lines} lines after ${patienceMs / 1000} s`);
    }
    await wait(50);
  }
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

/** Each sends once a second what was said since, as workers do, one after the other, and the rest at the end. */
async function keepSaying(
  /** @type {Sender[]} */ senders,
  /** @type {number} */ perSecond,
  /** @type {number} */ seconds,
) {
  const begun = performance.now();
  await Promise.all(
    senders.map(async (each, place) => {
      let said = 0;
      for (let n = 0; said < perSecond * seconds; n++) {
        const until = Math.min(seconds, n + (place + 1) / senders.length);
        const rest = begun + until * 1_000 - performance.now();
        if (rest > 0) await wait(rest);
        const lines = Math.round(perSecond * until) - said;
        await each.send(lines);
        said += lines;
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
  const of = (/** @type {string} */ words) => rows.filter(({ what }) => what.includes(words));
  const [empty] = rows;
  const [one] = of("one worker: followed");
  const [ten] = of(`${workers} workers: wheel`);
  const slowest = Math.min(...of(": wheel").map(({ perSecond }) => perSecond));
  return {
    reading: `The page of a run in headless Chromium without a graphics card, at 1440 × 900, on the same processors as the server and its PostgreSQL. Lines have some 60 characters, every fourth in colour; workers say ${linesPerSecond} a second together, send theirs once a second over HTTP, and the page hears of them through the product's stream and reads those of the run that it shows: all with one worker, every tenth with ${workers}. Frames are those that the browser's compositor drew, from its own trace; beside it the time between two animation frames of the page. The first row is a drag on an empty page: more is not to be had here. A log that is followed is drawn when something comes, so that its time between two frames counts, and not their number. CPU is that of 1,000 lines, sent, kept and read again.`,
    columns: [
      { key: "what", label: "what" },
      { key: "perSecond", label: "frames", unit: "perSecond" },
      { key: "p50", label: "between two, p50", unit: "ms" },
      { key: "p95", label: "between two, p95", unit: "ms" },
      { key: "longest", label: "longest", unit: "ms" },
      { key: "sent", label: "lines a second sent", unit: "count" },
      { key: "lines", label: "of them into the page", unit: "count" },
      { key: "behindMs", label: "behind at the end", unit: "ms", against: "nothing" },
      { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
    ],
    rows,
    checks: [{ what: "every line that was sent is in the page, once", holds: complete }],
    aims: [
      {
        what: `lines a second from ${workers} workers, with a page that is scrolled`,
        value: Number(ten?.sent ?? 0),
        atLeast: linesPerSecond * 0.95,
        unit: "perSecond",
      },
      {
        what: "frames of that page",
        value: ten?.perSecond ?? 0,
        atLeast: 57,
        unit: "perSecond",
      },
      {
        what: "lines a second into the page of one run",
        value: Number(one?.lines ?? 0),
        atLeast: linesPerSecond * 0.9,
        unit: "perSecond",
      },
      {
        what: "a log behind its worker after the last line",
        value: Math.max(
          ...[...of("one worker"), ...of(`${workers} workers`)].map((row) => row.behindMs ?? 0),
        ),
        atMost: 2_000,
        unit: "ms",
      },
      {
        what: "a wheel in a log, of the frames of an empty page",
        value: slowest / empty.perSecond,
        atLeast: 0.95,
        unit: "times",
      },
      {
        what: "a log that is followed, between two frames, p95",
        value: Math.max(...of(": followed").map(({ p95 }) => p95)),
        atMost: 20,
        unit: "ms",
      },
    ],
  };
}
