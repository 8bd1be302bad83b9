import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { startCluster } from "../../scripts/postgres/cluster.mjs";
import { runningPostgres } from "../../scripts/postgres/running.mjs";
import { durableSettings } from "../../scripts/postgres/settings.mjs";
import { inProject } from "../../scripts/project.mjs";
import { withConnections } from "../load/connection.mjs";
import { Latencies, sideBySide } from "../load/latencies.mjs";
import { diskSyncMs } from "../report/machine.mjs";
import { countPostgresProcessor, countProcessor } from "./processor.mjs";

const callers = 32;

/** @typedef {import("../report/calibration.mjs").Calibration} Calibration */
/** @typedef {Awaited<ReturnType<typeof startCalibration>>} Calibrator */

/**
 * What is measured beside everything else: a bare Node server, a PostgreSQL without tables, and the disk. None of it changes with
 * the product, so figures in multiples of it can be compared between days, and between machines that are not too different.
 */
export async function startCalibration() {
  mkdirSync(inProject(".baton"), { recursive: true });
  const dataDirectory = mkdtempSync(inProject(".baton", `bench-${process.pid}-calibration-`));
  const server = fork(inProject("bench/load/bare-server.mjs"), { stdio: "inherit" });
  const listening = once(server, "message");
  const cluster = await startCluster({ dataDirectory, settings: durableSettings() });
  const [port] = await listening;
  const postgresPid = Number(runningPostgres(path.join(dataDirectory, "postgres"))?.pid);
  const client = new pg.Client({ connectionString: cluster.maintenanceUrl });
  await client.connect();
  return {
    /** @param {{ quick: boolean }} options @returns {Promise<Calibration>} */
    async measure({ quick }) {
      const seconds = quick ? 0.5 : 1.5;
      const http = await measureHttp({ port, apiKey: "none" }, Number(server.pid), seconds);
      return {
        ...http,
        ...(await measureSelect(client, postgresPid, seconds)),
        syncMs: diskSyncMs(),
      };
    },
    async stop() {
      server.kill();
      await client.end().catch(() => {});
      await cluster.stop("SIGQUIT");
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** One caller for the time of a request; many for the most that it answers. @param {{ port: number, apiKey: string }} server @param {number} pid @param {number} seconds */
function measureHttp(server, pid, seconds) {
  return withConnections(server, callers, async (connections) => {
    const ask = (/** @type {number} */ caller) => connections[caller].send("GET", "/");
    await repeated(callers, seconds / 2, ask);
    const alone = await repeated(1, seconds / 2, ask);
    const cpu = countProcessor(pid);
    const together = await repeated(callers, seconds, ask);
    return {
      requestsPerSecond: together.latencies.count / together.seconds,
      requestMs: alone.latencies.at(0.5),
      requestCpuMs: cpu() / together.latencies.count,
    };
  });
}

/** @param {pg.Client} client @param {number} pid @param {number} seconds */
async function measureSelect(client, pid, seconds) {
  const select = () => client.query("SELECT 1");
  await repeated(1, seconds / 4, select);
  const cpu = countPostgresProcessor(pid);
  const { latencies } = await repeated(1, seconds, select);
  return { selectMs: latencies.at(0.5), selectCpuMs: cpu() / latencies.count };
}

/** @param {number} count @param {number} limit seconds @param {(caller: number) => Promise<unknown>} request */
async function repeated(count, limit, request) {
  const latencies = new Latencies();
  const deadline = performance.now() + limit * 1000;
  const seconds = await sideBySide(count, async (caller) => {
    do await latencies.time(() => request(caller));
    while (performance.now() < deadline);
  });
  return { latencies, seconds };
}
