import { parseArgs } from "node:util";
import { ensureBuilt } from "../scripts/build/production.mjs";
import { onParentGone } from "../scripts/parent.mjs";
import { Refusal, runCommand } from "../scripts/refusal.mjs";
import { canvas } from "./measurements/canvas.mjs";
import { claims } from "./measurements/claims.mjs";
import { commandLine } from "./measurements/command-line.mjs";
import { creates } from "./measurements/creates.mjs";
import { cycle } from "./measurements/cycle.mjs";
import { dispatch } from "./measurements/dispatch.mjs";
import { fanOut } from "./measurements/fan-out.mjs";
import { floor } from "./measurements/floor.mjs";
import { history } from "./measurements/history.mjs";
import { idle } from "./measurements/idle.mjs";
import { lists } from "./measurements/lists.mjs";
import { log } from "./measurements/log.mjs";
import { memory } from "./measurements/memory.mjs";
import { operations } from "./measurements/operations.mjs";
import { paint } from "./measurements/paint.mjs";
import { review } from "./measurements/review.mjs";
import { schedules } from "./measurements/schedules.mjs";
import { start } from "./measurements/start.mjs";
import { streams } from "./measurements/streams.mjs";
import { tickets } from "./measurements/tickets.mjs";
import { tokens } from "./measurements/tokens.mjs";
import { verbCosts } from "./measurements/verbs.mjs";
import { waiters } from "./measurements/waiters.mjs";
import { webhooks } from "./measurements/webhooks.mjs";
import { workers } from "./measurements/workers.mjs";
import { workflowPage } from "./measurements/workflow-page.mjs";
import { workflows } from "./measurements/workflows.mjs";
import { startCalibration } from "./product/calibration.mjs";
import { removeInstallations, removeLeftovers } from "./product/installation.mjs";
import { describeCommit, describeMachine } from "./report/machine.mjs";
import { aimRows, aimsTable, sectionText } from "./report/markdown.mjs";
import { keepResults } from "./report/results.mjs";

/** The order in which they run. @type {import("./report/measurement.mjs").Measurement[]} */
const measurements = [
  start,
  verbCosts,
  idle,
  creates,
  claims,
  cycle,
  operations,
  waiters,
  history,
  floor,
  lists,
  dispatch,
  streams,
  workers,
  fanOut,
  canvas,
  log,
  paint,
  review,
  memory,
  tickets,
  tokens,
  commandLine,
  webhooks,
  schedules,
  workflows,
  workflowPage,
];

let isStopping = false;

/** @type {import("./product/calibration.mjs").Calibrator | undefined} */
let calibrator;

// npm run bench [-- <measurement>...] [--quick | --long]
await runCommand(async () => {
  const { chosen, quick, long } = readArguments();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
  onParentGone(stop);
  await removeLeftovers();
  await ensureBuilt();
  const machine = describeMachine();
  const commit = describeCommit();
  const sections = [];
  calibrator = await startCalibration();
  let before = await calibrator.measure({ quick });
  for (const measurement of chosen) {
    console.log(`Measuring: ${measurement.title.toLowerCase()}...`);
    try {
      const report = await withinBudget(measurement, { quick, long });
      await removeInstallations();
      const after = await calibrator.measure({ quick });
      const { name, title } = measurement;
      sections.push({ name, title, ...report, calibration: { before, after } });
      before = after;
      console.log(`\n${sectionText(sections.at(-1))}\n`);
    } catch (error) {
      if (isStopping) return;
      console.error(error instanceof Refusal ? error.message : error);
    } finally {
      await removeInstallations();
    }
  }
  await calibrator.stop();
  console.log(aimsTable(aimRows(sections)));
  if (quick) {
    console.log("\nNot kept: only what is measured at full size is written to bench/RESULTS.md.");
  } else {
    const measured = { date: new Date().toISOString().slice(0, 10), commit, machine, sections };
    const files = await keepResults(
      measured,
      measurements.map(({ name }) => name),
    );
    console.log(`\nWritten to ${files.join(" and ")}.`);
  }
  if (sections.length < chosen.length) throw new Refusal("Not everything could be measured.");
  if (sections.some(({ checks }) => checks.some(({ holds }) => !holds))) {
    throw new Refusal("Something that must hold whatever the speed did not: see NO above.");
  }
});
// A measurement that was stopped may still have timers and a browser.
process.exit();

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      long: { type: "boolean", default: false },
    },
  });
  const names = measurements.map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Refusal(`There is no measurement ${unknown}: use ${names.join(", ")}.`);
  const chosen = measurements.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  if (values.quick && values.long) throw new Refusal("Use --quick or --long, not both.");
  return { chosen, quick: values.quick, long: values.long };
}

/** @param {import("./report/measurement.mjs").Measurement} measurement @param {{ quick: boolean, long: boolean }} options */
async function withinBudget({ name, run, ...measurement }, options) {
  const { budgetSeconds: usual, longBudgetSeconds = usual } = measurement;
  const budgetSeconds = options.long ? longBudgetSeconds : usual;
  const running = run(options);
  running.catch(() => {});
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Refusal(`${name} was stopped: it took more than its ${budgetSeconds} s.`)),
      budgetSeconds * 1000,
    );
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function stop() {
  isStopping = true;
  console.log("Stopping...");
  await Promise.all([removeInstallations(), calibrator?.stop()]);
  process.exit(130);
}
