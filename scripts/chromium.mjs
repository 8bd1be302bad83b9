import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { inProject, pinnedNodePath } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
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

/** Finds the browser, or installs one where that is allowed. @returns {Promise<string>} */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("Installing Chromium for the browser tests...");
  const installed = installWithApt() ?? installWithPlaywright();
  if (installed) return installed;
  throw new Refusal(
    "No Chromium was found and none could be installed: install one and set CHROMIUM_PATH to it.",
  );
}

function installWithApt() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], options);
  return findChromium();
}

function installWithPlaywright() {
  const cli = inProject("node_modules/playwright/cli.js");
  spawnSync(pinnedNodePath, [cli, "install", "chromium"], { timeout: 300_000 });
  return findChromium();
}
