import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processIdentity } from "./processes.mjs";
import { projectRoot } from "./project.mjs";

/**
 * Runs `work` while no other process of this checkout holds the lock of that name. A lock whose holder died is taken over.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @param {string} waitingFor printed once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(name, work, waitingFor) {
  const folder = path.join(projectRoot, ".baton");
  const file = path.join(folder, `${name}.lock`);
  mkdirSync(folder, { recursive: true });
  let announced = false;
  while (!acquire(file)) {
    if (!announced) console.log(`Waiting for ${waitingFor}...`);
    announced = true;
    await wait(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function acquire(file) {
  const content = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!isHeld(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function isHeld(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"));
    return holder.identity !== null && processIdentity(holder.pid) === holder.identity;
  } catch {
    return false;
  }
}
