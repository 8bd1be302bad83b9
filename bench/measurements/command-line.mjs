import { execFile, spawn, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { inProject } from "../../scripts/project.mjs";
import { withConnections } from "../load/connection.mjs";
import { Latencies } from "../load/latencies.mjs";
import { costOf } from "../product/costs.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";

const shipped = inProject("scripts/mc-cli.cjs");
const eventsPerMinute = 10_000;
/** How long after the last event the watching program may still print. */
const graceMs = 5_000;

/** @type {import("../report/measurement.mjs").Measurement} */
export const commandLine = {
  name: "command-line",
  title: "The command line",
  budgetSeconds: 150,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    const starts = await measureStarts(installation, quick ? 5 : 20);
    const stream = await watchEvents(installation, quick ? 6 : 60);
    await installation.remove();
    return report(starts, stream);
  },
};

/** The nodes it is started with: the machine's own, if there is one, and the pinned one. */
function nodes() {
  const own = spawnSync("node", ["--version"], { encoding: "utf8" });
  const version = own.status === 0 ? own.stdout.trim() : null;
  const pinned = { node: process.execPath, version: process.version };
  return version === null || version === process.version
    ? [pinned]
    : [{ node: "node", version }, pinned];
}

/** @param {import("../product/installation.mjs").Installation} installation */
const environmentFor = ({ port, apiKey }) => ({
  PATH: process.env.PATH ?? "",
  XDG_CONFIG_HOME: tmpdir(),
  MC_URL: `http://127.0.0.1:${port}`,
  MC_API_KEY: apiKey,
});

/** @param {import("../product/installation.mjs").Installation} installation @param {number} rounds */
async function measureStarts(installation, rounds) {
  const env = environmentFor(installation);
  const commands = [
    { what: "an empty program", program: ["-e", "console.log(1)"] },
    { what: "`mc --help`", program: [shipped, "--help"] },
    { what: "`mc tasks create --help`", program: [shipped, "tasks", "create", "--help"] },
    { what: "`mc tasks list`", program: [shipped, "tasks", "list"] },
  ];
  const rows = [];
  for (const { node, version } of nodes()) {
    for (const { what, program } of commands) {
      const latencies = new Latencies();
      await firstOutput(node, program, env);
      for (let n = 0; n < rounds; n++) latencies.add(await firstOutput(node, program, env));
      rows.push({ what, node: version, p50: latencies.at(0.5), p95: latencies.at(0.95) });
    }
  }
  return rows;
}

/** Milliseconds from the start of a program to its first byte. @param {string} node @param {string[]} program @param {Record<string, string>} env @returns {Promise<number>} */
function firstOutput(node, program, env) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let at = 0;
    const child = execFile(node, program, { env }, (error) =>
      error ? reject(error) : resolve(at - begun),
    );
    child.stdout?.once("data", () => {
      at = performance.now();
    });
  });
}

/**
 * Creates tasks at an even pace while `events watch` prints their events, and compares what it printed with what was created.
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {number} seconds
 */
async function watchEvents(installation, seconds) {
  const words = [shipped, "events", "watch", "--types", "task.created", "--json"];
  const env = environmentFor(installation);
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "ignore"] });
  /** @type {number[]} */
  const printed = [];
  createInterface({ input: child.stdout }).on("line", (line) =>
    printed.push(JSON.parse(line).data.id),
  );
  const count = Math.round((seconds * eventsPerMinute) / 60);
  return withConnections(installation, 4, async (connections) => {
    // What is created before the stream is open belongs to nobody: the first line says that it is.
    while (printed.length === 0) {
      await connections[0].json("POST", "/api/tasks", newTask(0));
      await wait(200);
    }
    const { result, cost } = await costOf(installation.pids, () =>
      createAtPace(connections, count, seconds),
    );
    const seen = new Set(printed);
    const deadline = performance.now() + graceMs;
    while (!result.made.every((id) => seen.has(id)) && performance.now() < deadline) {
      await wait(20);
      for (const id of printed) seen.add(id);
    }
    child.kill("SIGINT");
    return {
      count,
      seconds: result.seconds,
      missing: result.made.filter((id) => !seen.has(id)).length,
      twice: printed.length - seen.size,
      serverMs: cost.server / count,
      postgresMs: cost.postgres / count,
    };
  });
}

/** @param {import("../load/connection.mjs").Connection[]} connections @param {number} count @param {number} seconds */
async function createAtPace(connections, count, seconds) {
  const begun = performance.now();
  /** @type {number[]} */
  const made = [];
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < count) {
        const n = next++;
        const due = begun + (n / count) * seconds * 1_000 - performance.now();
        if (due > 0) await wait(due);
        const { task } = await connection.json("POST", "/api/tasks", newTask(n));
        made.push(task.id);
      }
    }),
  );
  return { made, seconds: (performance.now() - begun) / 1_000 };
}

/**
 * @param {Awaited<ReturnType<typeof measureStarts>>} starts
 * @param {Awaited<ReturnType<typeof watchEvents>>} stream
 * @returns {import("../report/measurement.mjs").Report}
 */
function report(starts, stream) {
  const own = starts.find(({ what }) => what === "`mc --help`");
  const perMinute = (stream.count / stream.seconds) * 60;
  return {
    reading: `Milliseconds from the start of the program to its first output; an empty program of the same Node stands beside it, because most of the time is Node's own. Then ${stream.count} tasks are created in ${stream.seconds.toFixed(1)} s (${perMinute.toFixed(0)} events a minute) while \`events watch --types task.created --json\` prints their events: ${stream.missing} were missing and ${stream.twice} came twice. Creating and sending cost the server ${stream.serverMs.toFixed(2)} ms and PostgreSQL ${stream.postgresMs.toFixed(2)} ms of CPU each.`,
    columns: [
      { key: "what", label: "program" },
      { key: "node", label: "node" },
      { key: "p50", label: "first output, p50", unit: "ms", against: "nothing" },
      { key: "p95", label: "first output, p95", unit: "ms", against: "nothing" },
    ],
    rows: starts,
    checks: [
      {
        what: `every one of ${stream.count} events was printed once`,
        holds: stream.missing === 0 && stream.twice === 0,
      },
    ],
    aims: [
      {
        what: "`mc --help` to its first output, p50",
        value: own?.p50 ?? 0,
        atMost: 150,
        unit: "ms",
      },
      {
        what: "events a second through `events watch`",
        value: perMinute / 60,
        atLeast: (eventsPerMinute / 60) * 0.98,
        unit: "perSecond",
      },
    ],
  };
}
