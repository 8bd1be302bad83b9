import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { withLock } from "../lock.mjs";
import { runProgram } from "../program.mjs";
import { inProject } from "../project.mjs";
import { Refusal, tail } from "../refusal.mjs";
import { compressStaticFiles } from "./compress.mjs";
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
    env: buildEnvironment(wanted),
    signal,
  });
  signal?.throwIfAborted();
  if (!succeeded) {
    throw new Refusal(`${tail(output, 40)}\nThe build failed; its reason is above.`);
  }
  await compressStaticFiles();
  writeFileSync(stampFile, wanted);
}

/**
 * The environment of a build, without the installation's settings: a build must be the same on every machine. Next derives
 * the ids of server actions from a random key per build; here the key is derived from the sources, so that a page of one
 * server can call another server's actions. The key also encrypts the values that an action closes over, but ours are
 * top-level functions and close over none.
 * @param {string} hash of the sources
 */
function buildEnvironment(hash) {
  const { DATABASE_URL, DIRECT_DATABASE_URL, MC_API_KEY, BATON_SECRET, ...env } = process.env;
  return {
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash("sha256").update(hash).digest("base64"),
    ...env,
    BATON_BUILD_ID: hash.slice(0, 20),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** The id of the present build, for the server that runs it. */
export function builtId() {
  return readFileSync(inProject(".next/BUILD_ID"), "utf8").trim();
}

/** @param {string} hash */
function isCurrent(hash) {
  return (
    existsSync(inProject(".next/BUILD_ID")) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === hash
  );
}
