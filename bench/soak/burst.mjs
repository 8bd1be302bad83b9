import { setTimeout as wait } from "node:timers/promises";
import { oneValue, withDatabase } from "../product/database.mjs";
import { writeStatus } from "../seed/changes.mjs";

const eventsPerSecond = 200;
/** Written by one statement. */
const atOnce = 10;
/** What each task becomes, round by round. */
const statuses = ["blocked", "inbox", "assigned", "review"];
/** Of one screen. */
const seconds = 60;
const screens = ["/inbox", "/board", "/board?lanes=agent"];

/**
 * @typedef {object} Burst what a screen did with 200 events a second
 * @property {string} screen
 * @property {number | "-"} requestsPerMinute
 * @property {number} framesPerSecond animation frames of the page
 * @property {number} eventsPerSecond as they were written
 */

/**
 * Opens one screen after the other while 200 tasks a second change, past the API, which two cores that also draw frames do not take
 * as fast. The first row is an empty page meanwhile: the frames that are to be had.
 * @param {import("playwright").BrowserContext} context signed in
 * @param {import("../product/installation.mjs").Installation} installation
 * @returns {Promise<Burst[]>}
 */
export function burst(context, installation) {
  return withDatabase(installation, async (database) => {
    const ids = await oneValue(
      database,
      "SELECT array_agg(id) FROM (SELECT id FROM tasks WHERE archived_at IS NULL ORDER BY id DESC LIMIT 400) newest",
    );
    const page = await context.newPage();
    const rows = [await watch(page, database, ids, "an empty page", 20)];
    for (const screen of screens) {
      await page.goto(`http://127.0.0.1:${installation.port}${screen}`);
      await page.waitForSelector('[aria-label^="Event stream: Live"]');
      rows.push(await watch(page, database, ids, screen, seconds));
    }
    await page.close();
    return rows;
  });
}

/**
 * @param {import("playwright").Page} page
 * @param {import("pg").Pool} database
 * @param {number[]} ids
 * @param {string} screen
 * @param {number} length in seconds
 * @returns {Promise<Burst>}
 */
async function watch(page, database, ids, screen, length) {
  let requests = 0;
  const count = (/** @type {import("playwright").Request} */ request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/") && pathname !== "/api/events") requests++;
  };
  page.on("request", count);
  const frames = page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const begun = performance.now();
        let drawn = 0;
        const tick = () => {
          drawn++;
          const past = performance.now() - begun;
          if (past < ms) requestAnimationFrame(tick);
          else resolve((drawn * 1000) / past);
        };
        requestAnimationFrame(tick);
      }),
    length * 1000,
  );
  const begun = performance.now();
  const past = () => (performance.now() - begun) / 1000;
  let written = 0;
  while (past() < length) {
    const from = written % ids.length;
    const status = statuses[Math.floor(written / ids.length) % statuses.length];
    await writeStatus(database, ids.slice(from, from + atOnce), status);
    written += atOnce;
    await wait(Math.max(0, (written / eventsPerSecond - past()) * 1000));
  }
  const framesPerSecond = await frames;
  page.off("request", count);
  return {
    screen,
    requestsPerMinute: length < 60 ? "-" : requests,
    framesPerSecond,
    eventsPerSecond: written / length,
  };
}
