import { signedInPage, withBrowser } from "../browser/browser.mjs";
import { countFrames } from "../browser/frames.mjs";
import { scroll } from "../browser/gestures.mjs";
import { Latencies } from "../load/latencies.mjs";
import { createInstallation } from "../product/installation.mjs";

/** Lines of the diffs that are opened; the first is the calibration. */
const sizes = [50, 5_000];
/** A file with more changed lines begins folded, which would measure nothing. */
const linesInFile = 250;

/** @typedef {import("../browser/frames.mjs").Frames & { what: string, lines: number, openMs: number }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const review = {
  name: "review",
  title: "A diff in a browser",
  budgetSeconds: 180,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    const tasks = [];
    for (const lines of sizes) tasks.push({ lines, ref: await handIn(installation, lines) });
    const rows = await withBrowser(async (browser) => {
      const page = await signedInPage(browser, installation);
      /** @type {Row[]} */
      const measured = [];
      for (const { lines, ref } of tasks) {
        for (const layout of ["unified", "split"]) {
          measured.push(await rowOf(page, installation, { lines, ref, layout, quick }));
        }
      }
      return measured;
    });
    await installation.remove();
    return report(rows);
  },
};

/**
 * Hands in a change of this many lines, as a worker does. Resolves to the reference of its task.
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {number} lines
 */
async function handIn({ port, apiKey }, lines) {
  const call = async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {object} */ body,
  ) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const agent = `bench-${lines}`;
  await call("POST", "/api/agents/register", { name: agent, role: "developer" });
  const { task } = await call("POST", "/api/tasks", {
    title: `A change of ${lines} lines`,
    assigned_to: agent,
  });
  const { run } = await call("POST", `/api/tasks/${task.id}/claim`, { agent });
  await call("PUT", `/api/runs/${run.id}/change`, {
    branch: "baton/bench",
    commit: "a".repeat(40),
    base: "b".repeat(40),
    ...changeOf(lines),
  });
  await call("POST", `/api/tasks/${task.id}/complete`, { resolution: "Done." });
  return task.ticket_ref;
}

/** Files of code in which two of five lines are changed in a word. @param {number} lines */
function changeOf(lines) {
  const files = [];
  const parts = [];
  for (let from = 0; from < lines; from += linesInFile) {
    const count = Math.min(linesInFile, lines - from);
    const path = `src/part-${String(from / linesInFile).padStart(3, "0")}.ts`;
    const body = [];
    let [old, fresh] = [0, 0];
    for (let n = 0; n < count; n++) {
      const text = (/** @type {string} */ word) =>
        `  const value${n} = compute(input.${word}, { retries: ${n % 7}, label: "line ${n} of the file" });`;
      const kind = n % 5;
      if (kind === 3) body.push(`-${text("before")}`);
      else if (kind === 4) body.push(`+${text("after")}`);
      else body.push(` ${text("same")}`);
      if (kind !== 4) old++;
      if (kind !== 3) fresh++;
    }
    files.push({
      path,
      status: "modified",
      added: Math.floor(count / 5),
      removed: Math.floor(count / 5),
      binary: false,
    });
    parts.push(
      `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n@@ -1,${old} +1,${fresh} @@\n${body.join("\n")}\n`,
    );
  }
  return { files, diff: parts.join("") };
}

/**
 * @param {import("playwright").Page} page
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {{ lines: number, ref: string, layout: string, quick: boolean }} what
 * @returns {Promise<Row>}
 */
async function rowOf(page, { port }, { lines, ref, layout, quick }) {
  const url = `http://127.0.0.1:${port}/reviews?task=${ref}&part=change`;
  await page.goto(url);
  await page.evaluate((kept) => localStorage.setItem("baton.diff-layout", kept), layout);
  const opened = new Latencies();
  for (let n = 0; n < (quick ? 2 : 9); n++) {
    await page.goto(url);
    opened.add(await shownAfter(page));
  }
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
  const frames = await countFrames(page, () => scroll(page, quick ? 3 : 6, "top"));
  return { what: `${lines} lines, ${layout}`, lines, openMs: opened.at(0.5), ...frames };
}

/** Milliseconds from the request of the page to the paint of the first lines. @param {import("playwright").Page} page */
async function shownAfter(page) {
  await page.waitForSelector("[data-diff] [role=row]");
  return Number(
    await page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))),
        ),
    ),
  );
}

/** @param {Row[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  const [small, large] = sizes.map((lines) => rows.filter((row) => row.lines === lines));
  const slowest = (/** @type {Row[]} */ of) => Math.max(...of.map(({ openMs }) => openMs));
  const fewest = (/** @type {Row[]} */ of) => Math.min(...of.map(({ perSecond }) => perSecond));
  return {
    reading: `The change of a task in Reviews, in headless Chromium without a graphics card at 1440 × 900, on the same processors as the server and its PostgreSQL. Opened: from the request of the page to the paint of the first lines, the median of several readings with a warm server and a warm cache. Frames are those that the browser's compositor drew while the wheel turned through the whole change; the screen of this browser has 60 a second. The first rows are the calibration: the same screen with ${sizes[0]} lines. ${sizes[1]} lines open after ${(slowest(large) / slowest(small)).toFixed(1)} times as long.`,
    columns: [
      { key: "what", label: "what" },
      { key: "openMs", label: "opened", unit: "ms" },
      { key: "perSecond", label: "frames", unit: "perSecond" },
      { key: "p50", label: "between two, p50", unit: "ms" },
      { key: "p95", label: "between two, p95", unit: "ms" },
      { key: "longest", label: "longest", unit: "ms" },
    ],
    rows,
    checks: [],
    aims: [
      {
        what: `${sizes[1]} lines, from the request to the first lines`,
        value: slowest(large) / 1000,
        atMost: 1,
        unit: "seconds",
      },
      { what: `${sizes[1]} lines, scrolled`, value: fewest(large), atLeast: 50, unit: "perSecond" },
    ],
  };
}
