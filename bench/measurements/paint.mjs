import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { Latencies } from "../load/latencies.mjs";
import { withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { inUse, seedTasks } from "../seed/tasks.mjs";

const tasks = 10_000;

/**
 * The screens, and what is typed on each: the keys that move through it, and words into its search.
 * @type {{ what: string, path: string, keys: string[], search: string | null }[]}
 */
const screens = [
  { what: "inbox", path: "/inbox", keys: ["j", "k"], search: "Search the inbox" },
  { what: "board", path: "/board", keys: ["ArrowDown", "ArrowUp"], search: "Find on the board" },
];

/** @typedef {{ what: string, paintMs: number, inputP50: number, inputP95: number, keys: number }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const paint = {
  name: "paint",
  title: "First paint and input in a browser",
  budgetSeconds: 120,
  async run({ quick }) {
    const times = quick ? 3 : 9;
    const installation = await createInstallation();
    await installation.start();
    const rows = await withDatabase(installation, async (database) => {
      await seedTasks(database, tasks, inUse);
      return withBrowser(async (browser) => {
        const page = await signedInPage(browser, installation);
        await page.addInitScript(watchKeys);
        const base = `http://127.0.0.1:${installation.port}`;
        /** @type {Row[]} */
        const measured = [await emptyPage(page, base, times)];
        for (const screen of screens) measured.push(await rowOf(page, base, screen, times));
        return measured;
      });
    });
    await installation.remove();
    return report(rows);
  },
};

/** Keeps, for each key, the time from when it was pressed to when the page was painted after it. */
function watchKeys() {
  /** @type {number[]} */
  const keys = [];
  Object.assign(window, { benchKeys: keys });
  addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => keys.push(performance.now() - timeStamp))),
    { capture: true },
  );
}

/** What this machine's browser takes for the least there is: a page of one field. */
async function emptyPage(
  /** @type {import("playwright").Page} */ page,
  /** @type {string} */ base,
  /** @type {number} */ times,
) {
  const paints = new Latencies();
  for (let n = 0; n < times; n++) {
    await page.goto(`${base}/api/health`);
    paints.add(await firstPaint(page));
  }
  await page.setContent("<textarea autofocus></textarea>");
  await page.evaluate(watchKeys);
  await page.locator("textarea").focus();
  return {
    what: "an empty page",
    paintMs: paints.at(0.5),
    ...(await pressed(page, letters(times))),
  };
}

async function rowOf(
  /** @type {import("playwright").Page} */ page,
  /** @type {string} */ base,
  /** @type {(typeof screens)[number]} */ { what, path, keys, search },
  /** @type {number} */ times,
) {
  const paints = new Latencies();
  // Once to warm the server up.
  await page.goto(base + path);
  for (let n = 0; n < times; n++) {
    await page.goto(base + path);
    paints.add(await firstPaint(page));
  }
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const moves = Array.from({ length: times * 4 }, (_, n) => keys[Math.floor(n / 4) % keys.length]);
  await pressed(page, moves, false);
  if (search) await page.getByRole("searchbox", { name: search }).focus();
  return { what, paintMs: paints.at(0.5), ...(await pressed(page, search ? letters(times) : [])) };
}

/** @param {number} times */
const letters = (times) => Array.from({ length: times * 4 }, (_, n) => "retries "[n % 8]);

/** @param {import("playwright").Page} page @returns {Promise<number>} */
function firstPaint(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list, observer) => {
          const [first] = list.getEntriesByName("first-contentful-paint");
          if (!first) return;
          observer.disconnect();
          resolve(first.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
}

/** Presses the keys one after the other, each when the page was painted after the last, and reads how long each took. */
async function pressed(
  /** @type {import("playwright").Page} */ page,
  /** @type {string[]} */ keys,
  ends = true,
) {
  for (const key of keys) {
    const seen = await page.evaluate(() => window.benchKeys.length);
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForFunction((before) => window.benchKeys.length > before, seen);
  }
  const taken = new Latencies();
  for (const ms of await page.evaluate(() => window.benchKeys)) taken.add(ms);
  return ends
    ? { inputP50: taken.at(0.5), inputP95: taken.at(0.95), keys: taken.count }
    : { inputP50: 0, inputP95: 0, keys: 0 };
}

/** @param {Row[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  const [empty, ...measured] = rows;
  const slowest = (/** @type {"paintMs" | "inputP95"} */ of) =>
    Math.max(...measured.map((row) => row[of]));
  return {
    reading: `${tasks} tasks of an installation in use, in headless Chromium at 1440 × 900, on the same processors as the server and its PostgreSQL. First paint is the browser's own first contentful paint, counted from the request, the median of several readings with a warm server and a warm cache; input is the time from a key to the page painted after it, for keys that move through the list and for letters in its search. The first row is the calibration: the server's smallest answer, and keys in a page of one field. The screens' first paint is ${(slowest("paintMs") / empty.paintMs).toFixed(1)} times the calibration's.`,
    columns: [
      { key: "what", label: "what" },
      { key: "paintMs", label: "first paint", unit: "ms" },
      { key: "inputP50", label: "input, p50", unit: "ms" },
      { key: "inputP95", label: "input, p95", unit: "ms" },
      { key: "keys", label: "keys", unit: "count" },
    ],
    rows,
    checks: [{ what: "every key was painted after", holds: rows.every(({ keys }) => keys > 0) }],
    aims: [
      {
        what: `${tasks} tasks, first paint of the slowest screen`,
        value: slowest("paintMs") / 1000,
        atMost: 1,
        unit: "seconds",
      },
      {
        what: `${tasks} tasks, a key to the paint after it, p95`,
        value: slowest("inputP95"),
        atMost: 100,
        unit: "ms",
      },
    ],
  };
}
