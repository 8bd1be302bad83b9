import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, wherever the command was called from. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** @param {string[]} segments */
export function inProject(...segments) {
  return path.join(projectRoot, ...segments);
}

/** The Node that package.json pins as a dependency. */
export const pinnedNodePath = inProject(
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** @returns {string} such as 24.21.0 */
export function pinnedNodeVersion() {
  return JSON.parse(readFileSync(inProject("package.json"), "utf8")).dependencies.node;
}

/** True when this process already runs on the pinned Node. */
export function onPinnedNode() {
  return existsSync(pinnedNodePath) && process.version === `v${pinnedNodeVersion()}`;
}
