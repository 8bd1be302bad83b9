import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inProject } from "../project.mjs";
import { freeLoopbackPort } from "../serve/port.mjs";

/**
 * Starts Baton as a person would, from the production build, with an empty data directory and a port of its own.
 * @param {NodeJS.ProcessEnv} [env] settings to try
 */
export async function startProduct(env = {}) {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), "baton-product-"));
  const port = await freeLoopbackPort();
  const apiKey = `mc_${randomBytes(24).toString("hex")}`;
  const {
    DATABASE_URL,
    DIRECT_DATABASE_URL,
    HOST,
    BATON_ROLE,
    NODE_ENV,
    NEXTAUTH_URL,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [inProject("scripts/start.mjs")], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...inherited,
      PORT: String(port),
      BATON_DATA_DIR: dataDirectory,
      MC_API_KEY: apiKey,
      ...env,
    },
  });
  let output = "";
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const ready = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        if (output.includes("Baton is ready at")) setTimeout(resolve, 50);
      });
    }
    exited.then((code) => reject(new Error(`Baton stopped with code ${code}:\n${output}`)));
  });
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    dataDirectory,
    setupUrl: output.match(/Create the first admin: (\S+)/)?.[1] ?? null,
    output: () => output,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
