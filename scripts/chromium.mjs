import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { inProject, pinnedNodePath } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

/** Debian's name of Chromium without windows: the same engine, with a fifth less work for the same pages. */
const headlessShell = "chromium-headless-shell";
const names = [
  headlessShell,
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macApplication = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** How the tests start their browser: quiet, and without network requests of its own. */
export function chromiumArguments() {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
}

/** The browser to test with: CHROMIUM_PATH, one on PATH, or Playwright's own. @returns {string | null} */
export function findChromium() {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (!existsSync(configured))
      throw new Refusal(`CHROMIUM_PATH points to ${configured}, which does not exist.`);
    return configured;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return (
    [...onPath, macApplication, chromium.executablePath()].find((file) => existsSync(file)) ?? null
  );
}

/**
 * Finds the browser, or installs one where that is allowed. Where Debian's packages can be installed, the headless shell
 * is, also beside a browser that is there.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (process.env.CHROMIUM_PATH || found?.endsWith(headlessShell))
    return /** @type {string} */ (found);
  if (!found) console.log("Installing Chromium for the browser tests...");
  const installed = (await installWithApt()) ?? (await installWithPlaywright());
  if (installed) return installed;
  throw new Refusal(
    "No Chromium was found and none could be installed: install one and set CHROMIUM_PATH to it.",
  );
}

async function installWithApt() {
  if (process.getuid?.() !== 0 || !(await run("apt-get", ["--version"]))) return findChromium();
  const install = (/** @type {string} */ name) => run("apt-get", ["install", "-y", "-qq", name]);
  if (!(await install(headlessShell))) {
    await run("apt-get", ["update", "-qq"]);
    if (!(await install(headlessShell)) && !findChromium()) await install("chromium");
  }
  return findChromium();
}

async function installWithPlaywright() {
  await run(pinnedNodePath, [inProject("node_modules/playwright/cli.js"), "install", "chromium"]);
  return findChromium();
}

/** Whether the program ran and ended well within five minutes. @param {string} program @param {string[]} args @returns {Promise<boolean>} */
function run(program, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const child = spawn(program, args, { env, stdio: "ignore", timeout: 300_000 });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}
