import { clientIsCurrent, generateClient } from "./install/client.mjs";
import { installPackages, packagesAreCurrent } from "./install/packages.mjs";
import { withLock } from "./lock.mjs";
import { pinnedNodePath } from "./project.mjs";

/**
 * Installs the locked packages, the pinned Node and the database client when they are missing or out of date.
 * Runs on Node 18 with nothing installed. Returns the path of the pinned Node.
 * @returns {Promise<string>}
 */
export async function ensureInstalled() {
  if (!packagesAreCurrent() || !clientIsCurrent()) {
    await withLock("install", install, "another install in this folder");
  }
  return pinnedNodePath;
}

function install() {
  if (!packagesAreCurrent()) installPackages();
  if (!clientIsCurrent()) generateClient();
}
