import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { withLock } from "../lock.mjs";
import { runProgram } from "../program.mjs";
import { inProject } from "../project.mjs";
import { Refusal, tail } from "../refusal.mjs";
import { sourcesHash } from "./sources.mjs";

const stampFile = inProject(".next/baton-sources.sha256");

/**
 * Builds for production when the sources changed since the last complete build. It needs no database.
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(signal) {
  if (isCurrent(sourcesHash())) return;
  await withLock("build", () => build(signal), "another build in this folder");
}

/** @param {AbortSignal} [signal] */
async function build(signal) {
  const wanted = sourcesHash();
  if (isCurrent(wanted)) return;
  console.log("Building (about a minute, only when the sources changed)...");
  rmSync(stampFile, { force: true });
  const { succeeded, output } = await runProgram("node_modules/next/dist/bin/next", ["build"], {
    env: buildEnvironment(),
    signal,
  });
  signal?.throwIfAborted();
  if (!succeeded) {
    throw new Refusal(`${tail(output, 40)}\nThe build failed; its reason is above.`);
  }
  writeFileSync(stampFile, wanted);
}

/** Without the installation's settings: a build must come out the same on every machine. */
function buildEnvironment() {
  const { DATABASE_URL, DIRECT_DATABASE_URL, MC_API_KEY, BATON_SECRET, ...env } = process.env;
  return { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

/** @param {string} hash */
function isCurrent(hash) {
  return (
    existsSync(inProject(".next/BUILD_ID")) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === hash
  );
}
