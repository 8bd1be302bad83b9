import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { inProject } from "../../scripts/project.mjs";
import { countProcessor } from "./processor.mjs";

const shipped = inProject("scripts/mc-cli.cjs");

/** @typedef {Awaited<ReturnType<typeof startWorker>>} WorkerProcess */

/** Every worker that has not ended yet. @type {Set<WorkerProcess>} */
const running = new Set();

/**
 * `mc worker` of the agent `name` as a process of its own, with its files beside the installation's data. Resolves once it takes work.
 * @param {import("./installation.mjs").Installation} installation
 * @param {string} name
 * @param {string[]} words further options
 */
export async function startWorker({ port, apiKey, dataDirectory }, name, words) {
  const child = spawn(
    process.execPath,
    [shipped, "worker", "--name", name, "--json", "--with-parent", ...words],
    {
      stdio: ["pipe", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH ?? "",
        HOME: dataDirectory,
        XDG_CONFIG_HOME: path.join(dataDirectory, "config"),
        XDG_STATE_HOME: path.join(dataDirectory, "state"),
        MC_URL: `http://127.0.0.1:${port}`,
        MC_API_KEY: apiKey,
      },
    },
  );
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = `${errors}${chunk}`.slice(-5_000);
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const worker = {
    pid: Number(child.pid),
    async end() {
      child.kill("SIGQUIT");
      await exited;
      running.delete(worker);
    },
  };
  running.add(worker);
  await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (JSON.parse(line).event === "started") resolve(undefined);
    });
    void exited.then(() => reject(new Error(`the worker ${name} ended:\n${errors}`)));
  });
  return worker;
}

/** Ends every worker that still runs. */
export async function endWorkers() {
  await Promise.all([...running].map((worker) => worker.end()));
}

/** Starts counting the processor time of workers, without their programs; the function it returns gives milliseconds. @param {WorkerProcess[]} workers */
export function countWorkers(workers) {
  const counts = workers.map(({ pid }) => countProcessor(pid));
  return () => counts.reduce((sum, count) => sum + count(), 0);
}

/** A repository with one commit in a folder of the installation. @param {import("./installation.mjs").Installation} installation */
export function createRepository({ dataDirectory }) {
  const repo = path.join(dataDirectory, "shop");
  mkdirSync(repo);
  const git = (/** @type {string[]} */ ...words) => execFileSync("git", ["-C", repo, ...words]);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("commit", "--quiet", "--allow-empty", "-m", "Begin");
  return repo;
}
