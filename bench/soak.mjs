import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../scripts/build/production.mjs";
import { onParentGone } from "../scripts/parent.mjs";
import { Refusal, runCommand } from "../scripts/refusal.mjs";
import { signedInPage, withBrowser } from "./browser/browser.mjs";
import {
  createInstallation,
  removeInstallations,
  removeLeftovers,
} from "./product/installation.mjs";
import { describeCommit, describeMachine } from "./report/machine.mjs";
import { sectionText } from "./report/markdown.mjs";
import { keepSoak } from "./report/soak-results.mjs";
import { burst } from "./soak/burst.mjs";
import { calibrationMs } from "./soak/calibration.mjs";
import { watchScreen } from "./soak/watch.mjs";
import { startWork } from "./soak/work.mjs";

const screens = ["/inbox", "/board", "/canvas", "/agents"];
const eventsPerSecond = 20;
const warmUpSeconds = 60;
const limits = {
  requestsPerMinute: 15,
  heapGrowthMb: 20,
  longTaskShare: 0.05,
  burstRequestsPerMinute: 60,
  /** Of the frames of an empty page meanwhile. */
  burstFrames: 0.9,
};

// npm run soak [-- --minutes 10 | --hour]
await runCommand(async () => {
  const minutes = readArguments();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
  onParentGone(stop);
  await removeLeftovers();
  await ensureBuilt();
  const machine = { ...describeMachine(), commit: describeCommit() };
  const installation = await createInstallation();
  try {
    await installation.start();
    const found = await withBrowser((browser) => soak(browser, installation, minutes));
    const section = sectionOf(found, machine, minutes);
    console.log(`\n${sectionText(section)}\n`);
    if (minutes >= 10) console.log(`Written to ${(await keepSoak(section)).join(" and ")}.`);
    else console.log("Not kept: only ten minutes or more are written to bench/RESULTS.md.");
    if (section.checks.some(({ holds }) => !holds))
      throw new Refusal("A limit was not held: see NO above.");
  } finally {
    await removeInstallations();
  }
  process.exit();
});

/** @returns {number} minutes */
function readArguments() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      hour: { type: "boolean", default: false },
    },
  });
  const minutes = values.hour ? 60 : Number(values.minutes);
  if (!(minutes > 0)) throw new Refusal("--minutes takes a number above 0, such as --minutes 10.");
  return minutes;
}

/**
 * @param {import("playwright").Browser} browser
 * @param {import("./product/installation.mjs").Installation} installation
 * @param {number} minutes
 */
async function soak(browser, installation, minutes) {
  const calibration = [await calibrationMs(browser)];
  const page = await signedInPage(browser, installation);
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 1440, height: 900 },
  });
  await page.close();
  const work = await startWork(installation, eventsPerSecond);
  const origin = `http://127.0.0.1:${installation.port}`;
  const watched = [];
  for (const screen of screens) watched.push(await watchScreen(context, origin, screen));
  console.log(`Four screens are open; watching them for ${minutes} minutes after the first...`);
  await wait(warmUpSeconds * 1000);
  for (const screen of watched) await screen.begin();
  for (let minute = 0; minute < minutes; minute++) {
    await wait(Math.min(1, minutes - minute) * 60_000);
    calibration.push(await calibrationMs(browser));
  }
  const rows = [];
  for (const screen of watched) rows.push(await screen.end());
  const pace = work.pace();
  await work.stop();
  for (const screen of watched) await screen.close();
  console.log("200 events a second, one screen after the other...");
  const bursts = await burst(context, installation);
  return { rows, pace, bursts, calibration: calibration.sort((a, b) => a - b) };
}

/**
 * @param {Awaited<ReturnType<typeof soak>>} found
 * @param {ReturnType<typeof describeMachine> & { commit: string }} machine before it began
 * @param {number} minutes
 */
function sectionOf({ rows, pace, bursts, calibration }, machine, minutes) {
  const middle = calibration[Math.floor(calibration.length / 2)];
  const most = (/** @type {(row: typeof rows[number]) => number} */ of) =>
    Math.max(...rows.map(of));
  const date = new Date().toISOString().slice(0, 10);
  return {
    name: "soak",
    title: "Four screens that stay open",
    reading: `Written by \`npm run soak\` on ${date} at commit ${machine.commit}. Four screens in headless Chromium, all in view, for ${minutes} minutes after a first one that does not count, while a fleet creates, changes, claims, comments, hands in and judges tasks through the API, at ${pace.toFixed(1)} events a second as the stream brought them. Browser, server, PostgreSQL and the fleet share ${machine.cores} cores (${machine.cpu}); ${machine.loadAverage.toFixed(2)} processes were running on average before it began. Calibration, sorting 200,000 numbers in that browser: ${calibration[0].toFixed(0)} ms at best, ${middle.toFixed(0)} ms in the median, ${calibration.at(-1)?.toFixed(0)} ms at worst; some 30 ms is a quiet core, and long tasks are as much longer. Requests are those for data and pages in the busiest minute, the stream apart. The main thread's share is processor time, which other processes do not lengthen. The heap is what is left after collecting garbage. Then each screen alone while 200 tasks a second change; the frames are those that the page animates, which cannot be more than an empty page has meanwhile.`,
    columns: [
      { key: "screen", label: "screen" },
      { key: "eventsPerSecond", label: "events a second", unit: "count" },
      { key: "requestsPerMinute", label: "requests a minute", unit: "count" },
      { key: "heapAtFirstMb", label: "heap at first", unit: "megabytes" },
      { key: "heapAtLastMb", label: "heap at last", unit: "megabytes" },
      { key: "longTaskShare", label: "of the time in long tasks", unit: "share" },
      { key: "longestTaskMs", label: "longest task", unit: "ms" },
      { key: "cpuShare", label: "main thread", unit: "share" },
      { key: "framesPerSecond", label: "frames", unit: "perSecond" },
    ],
    rows: [
      ...rows.map((row) => ({ ...row, eventsPerSecond: Math.round(pace), framesPerSecond: "-" })),
      ...bursts.map((row) => ({
        heapAtFirstMb: "-",
        heapAtLastMb: "-",
        longTaskShare: "-",
        longestTaskMs: "-",
        cpuShare: "-",
        ...row,
        eventsPerSecond: Math.round(row.eventsPerSecond),
      })),
    ],
    checks: [
      {
        what: `the fleet made ${eventsPerSecond} events a second`,
        holds: pace >= eventsPerSecond * 0.9,
      },
      {
        what: `no screen made more than ${limits.requestsPerMinute} requests in a minute`,
        holds: most((row) => row.requestsPerMinute) <= limits.requestsPerMinute,
      },
      {
        what: `no heap grew by more than ${limits.heapGrowthMb} MB`,
        holds: most((row) => row.heapAtLastMb - row.heapAtFirstMb) <= limits.heapGrowthMb,
      },
      {
        what: `no screen spent more than ${limits.longTaskShare * 100} % of its time in long tasks, on a core as fast as the calibration's quiet one`,
        holds:
          most((row) => row.longTaskShare) <= (limits.longTaskShare * Math.max(30, middle)) / 30,
      },
      {
        what: `at 200 events a second no screen made more than ${limits.burstRequestsPerMinute} requests in a minute`,
        holds: bursts.every(
          ({ requestsPerMinute }) =>
            requestsPerMinute === "-" || requestsPerMinute <= limits.burstRequestsPerMinute,
        ),
      },
      {
        what: `at 200 events a second every screen had ${limits.burstFrames * 100} % of the frames of an empty page`,
        holds: bursts.every(
          ({ framesPerSecond }) =>
            framesPerSecond >= limits.burstFrames * bursts[0].framesPerSecond,
        ),
      },
    ],
    aims: [],
  };
}

async function stop() {
  console.log("Stopping...");
  await removeInstallations();
  process.exit(130);
}
