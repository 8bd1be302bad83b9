import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { withLock } from "../lock.mjs";
import { inProject, pinnedNodePath, projectRoot } from "../project.mjs";
import { Refusal, tail } from "../refusal.mjs";
import { sourcesHash } from "./sources.mjs";

const stampFile = inProject(".next/baton-sources.sha256");

/** Builds for production when the sources changed since the last complete build. It needs no database. */
export async function ensureBuilt() {
  if (isCurrent(sourcesHash())) return;
  await withLock("build", build, "another build in this folder");
}

function build() {
  const wanted = sourcesHash();
  if (isCurrent(wanted)) return;
  console.log("Building (about a minute, only when the sources changed)...");
  rmSync(stampFile, { force: true });
  const ran = spawnSync(pinnedNodePath, [inProject("node_modules/next/dist/bin/next"), "build"], {
    cwd: projectRoot,
    encoding: "utf8",
    env: buildEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (ran.status !== 0)
    throw new Refusal(
      `${tail(`${ran.stdout}\n${ran.stderr}`, 40)}\nThe build failed; its reason is above.`,
    );
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
