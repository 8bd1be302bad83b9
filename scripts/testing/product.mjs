import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inProject } from "../project.mjs";
import { freeLoopbackPort } from "../serve/port.mjs";

const ofTheInstallation =
  /^(DATABASE_URL|DIRECT_DATABASE_URL|HOST|PORT|NODE_ENV|NEXTAUTH_.*|BATON_.*|MC_.*)$/;

/** A folder for one installation's data. */
export function createDataDirectory() {
  const folder = mkdtempSync(path.join(tmpdir(), "baton-product-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Runs `scripts/start.mjs` as `npm start` does, with these settings alone.
 * @param {Record<string, string>} settings
 */
export function runStart(settings) {
  const inherited = Object.entries(process.env).filter(([name]) => !ofTheInstallation.test(name));
  const child = spawn(process.execPath, [inProject("scripts/start.mjs")], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...Object.fromEntries(inherited), ...settings },
  });
  let output = "";
  /** @type {() => void} */
  let onOutput = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
      onOutput();
    });
  }
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once("close", resolve));
  return {
    pid: /** @type {number} */ (child.pid),
    exited,
    output: () => output,
    /** Resolves when the text was printed; fails when the program ends before. @param {string} text */
    printed(text) {
      return new Promise((resolve, reject) => {
        onOutput = () => output.includes(text) && resolve(undefined);
        onOutput();
        exited.then((code) =>
          reject(new Error(`Ended with code ${code} and without "${text}":\n${output}`)),
        );
      });
    },
    /** @returns {Promise<number | null>} the exit code */
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/**
 * Starts Baton from the production build, on a port of its own, with an empty data directory and a known API key
 * unless the settings say otherwise.
 * @param {Record<string, string>} [settings]
 */
export async function startProduct(settings = {}) {
  const own = settings.BATON_DATA_DIR ? null : createDataDirectory();
  const port = settings.PORT ?? String(await freeLoopbackPort());
  const apiKey = `mc_${randomBytes(24).toString("hex")}`;
  const dataDirectory = settings.BATON_DATA_DIR ?? own?.folder;
  const run = runStart({
    MC_API_KEY: apiKey,
    // As in every other test, an answer that its route does not declare is an error.
    BATON_CHECK_ANSWERS: "1",
    // Tests share one sign-in for the whole run; the tests of the second proof let it expire themselves.
    BATON_PROOF_MINUTES: "600",
    ...settings,
    PORT: port,
    BATON_DATA_DIR: dataDirectory,
  });
  await run.printed("Baton is ready at");
  return {
    ...run,
    url: `http://127.0.0.1:${port}`,
    apiKey,
    setupUrl: run.output().match(/Create the first admin: (\S+)/)?.[1] ?? null,
    async stop() {
      const code = await run.stop();
      own?.remove();
      return code;
    },
  };
}
