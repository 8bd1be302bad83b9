import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import {
  applicationRole,
  applicationUrl,
  maintenanceUrl,
  readAccess,
} from "../../scripts/postgres/access.mjs";
import { clearLeftoverPostgres } from "../../scripts/postgres/leftover.mjs";
import { runningPostgres } from "../../scripts/postgres/running.mjs";
import { processIdentity } from "../../scripts/processes.mjs";
import { inProject } from "../../scripts/project.mjs";
import { freeLoopbackPort } from "../../scripts/serve/port.mjs";

/** Long, for a machine that does much else. */
const startTimeoutMs = 180_000;
/** Settings of the person who runs the bench that would change the measurements. */
const notOurs =
  /^(DATABASE_URL|DIRECT_DATABASE_URL|HOST|NODE_ENV|NEXTAUTH_URL|MC_|ANTHROPIC_|OPENAI_|OPENCLAW_)/;

/** @typedef {Awaited<ReturnType<typeof createInstallation>>} Installation */

/** Every installation that has not been removed yet. @type {Set<Installation>} */
const installations = new Set();

/** Stops and removes what a measurement left over. */
export async function removeInstallations() {
  await Promise.all([...installations].map((installation) => installation.remove()));
}

/**
 * A Baton of the bench's own: the production build, started as `npm start` does it, on a free port and with a data
 * directory on the repository's disk, where a person's would be (a temporary folder may be in memory, which no commit waits for).
 * @param {Record<string, string>} [environment] additional environment variables
 */
export async function createInstallation(environment = {}) {
  mkdirSync(inProject(".baton"), { recursive: true });
  const dataDirectory = mkdtempSync(inProject(".baton", `bench-${process.pid}-`));
  const port = await freeLoopbackPort();
  const apiKey = `mc_${randomBytes(24).toString("hex")}`;
  /** @type {ReturnType<typeof launch> | null} */
  let running = null;

  const installation = {
    port,
    apiKey,
    dataDirectory,
    /** Starts it. @returns {Promise<number>} milliseconds from the command to the first good answer */
    async start() {
      const begun = performance.now();
      running = launch({ port, apiKey, dataDirectory, environment });
      await untilAnswering(port, running);
      const taken = performance.now() - begun;
      await allowCheckpoints(dataDirectory);
      return taken;
    },
    async stop() {
      running?.child.kill("SIGTERM");
      await running?.exited;
      running = null;
    },
    async remove() {
      await this.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
      installations.delete(this);
    },
    get databaseUrl() {
      return applicationUrl(readAccess(dataDirectory));
    },
    /** The address for creating the first admin, which it prints when it starts. */
    get setupUrl() {
      return running?.output.match(/Create the first admin: (\S+)/)?.[1] ?? null;
    },
    /** The processes it consists of now. */
    get pids() {
      const record = JSON.parse(readFileSync(path.join(dataDirectory, "run.json"), "utf8"));
      return {
        supervisor: Number(running?.child.pid),
        server: Number(record.server.pid),
        postgres: Number(runningPostgres(path.join(dataDirectory, "postgres"))?.pid),
      };
    },
  };
  installations.add(installation);
  return installation;
}

/**
 * Lets the bench put what it seeded on disk, which the product's own role may not ask for.
 * @param {string} dataDirectory
 */
async function allowCheckpoints(dataDirectory) {
  const client = new pg.Client({ connectionString: maintenanceUrl(readAccess(dataDirectory)) });
  await client.connect();
  try {
    await client.query(`GRANT pg_checkpoint TO ${applicationRole}`);
  } finally {
    await client.end();
  }
}

/** @param {{ port: number, apiKey: string, dataDirectory: string, environment: Record<string, string> }} options */
function launch({ port, apiKey, dataDirectory, environment }) {
  const inherited = Object.entries(process.env).filter(([name]) => !notOurs.test(name));
  // With an IPC channel: it stops by itself when the bench is killed.
  const child = spawn(process.execPath, [inProject("scripts/start.mjs")], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...Object.fromEntries(inherited),
      PORT: String(port),
      BATON_DATA_DIR: dataDirectory,
      BATON_ROLE: "all",
      MC_API_KEY: apiKey,
      // All load comes with this one key.
      BATON_MAX_STREAMS: "100000",
      BATON_MAX_POLLS: "100000",
      ...environment,
    },
  });
  const state = { child, output: "", hasExited: false, exited: Promise.resolve() };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      state.output = `${state.output}${chunk}`.slice(-20_000);
    });
  }
  state.exited = new Promise((resolve) => {
    child.once("exit", () => {
      state.hasExited = true;
      resolve();
    });
  });
  return state;
}

/** @param {number} port @param {ReturnType<typeof launch>} running */
async function untilAnswering(port, running) {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answersWell(port))) {
    if (running.hasExited) throw new Error(`Baton stopped while starting:\n${running.output}`);
    if (Date.now() > deadline) throw new Error(`Baton does not answer:\n${running.output}`);
    await wait(10);
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function answersWell(port) {
  return new Promise((resolve) => {
    const request = get(
      { port, host: "127.0.0.1", path: "/api/health", agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on("error", () => resolve(false));
  });
}

/** Removes what earlier runs that were killed left over. */
export async function removeLeftovers() {
  const folder = inProject(".baton");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith("bench-"))) {
    const owner = Number(name.split("-")[1]);
    if (processIdentity(owner) !== null) continue;
    await clearLeftoverPostgres(path.join(folder, name, "postgres"));
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
