import { fork } from "node:child_process";
import { inProject } from "../project.mjs";
import { Refusal } from "../refusal.mjs";

/**
 * The part of the heap for what was just made, in MB for each of its halves. V8 would let it grow to 64, of which a server under load
 * gives nothing back; at 16 it is collected more often, which costs less than a hundredth of the processor.
 */
const memoryFlags = ["--max-semi-space-size=16"];

/**
 * How many heaps of their own the threads of glibc's allocator may have, of which little is given back: eight for each processor
 * otherwise. With two a server under load is a quarter smaller and no slower (bench/notes/memory.md). Elsewhere it means nothing.
 */
const memoryEnvironment = { MALLOC_ARENA_MAX: "2" };

/**
 * Runs scripts/server.mjs and keeps it running: once it has been ready, a crash is reported and followed by a restart,
 * after a longer pause each time it crashes again soon.
 * @param {{ env: NodeJS.ProcessEnv, onStart: (pid: number | null) => void }} options
 */
export function superviseServer({ env, onStart }) {
  let stopping = false;
  let hasBeenReady = false;
  let quickCrashes = 0;
  /** @type {import("node:child_process").ChildProcess} */
  let child;
  /** @type {Promise<unknown>} */
  let exited;
  /** @type {NodeJS.Timeout | undefined} */
  let restart;

  function run() {
    const startedAt = Date.now();
    child = fork(inProject("scripts/server.mjs"), [], {
      env: { ...memoryEnvironment, ...env },
      execArgv: [...process.execArgv, ...memoryFlags],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    onStart(child.pid ?? null);
    exited = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        resolve(undefined);
        if (!stopping && hasBeenReady)
          restartLater(signal ?? `code ${code}`, Date.now() - startedAt);
      });
    });
    return new Promise((resolve) => {
      child.once("message", () => {
        hasBeenReady = true;
        resolve(true);
      });
      exited.then(() => resolve(false));
    });
  }

  /** @param {string} reason @param {number} livedMs */
  function restartLater(reason, livedMs) {
    quickCrashes = livedMs < 60_000 ? quickCrashes + 1 : 0;
    const delayMs = Math.min(30_000, 250 * 2 ** quickCrashes);
    console.error(
      `The server stopped unexpectedly (${reason}); starting it again in ${delayMs / 1000} s.`,
    );
    restart = setTimeout(async () => {
      if (await run()) console.error("The server is ready again.");
    }, delayMs);
  }

  return {
    async start() {
      if (!(await run()))
        throw new Refusal("The server stopped while starting; its reason is above.");
    },
    /** Asks the server to finish its open requests, and waits at most `graceMs`. */
    async stop(graceMs = 15_000) {
      stopping = true;
      clearTimeout(restart);
      child?.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(late);
    },
    kill() {
      stopping = true;
      child?.kill("SIGKILL");
    },
  };
}
