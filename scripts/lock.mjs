import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processIdentity } from "./processes.mjs";
import { inProject } from "./project.mjs";

/**
 * Runs `work` while no other process does so under the same name, first come, first served. Each draws a number, a file
 * in the lock's folder, and its turn comes when every lower number belongs to a process that ended. Written by hand,
 * because it runs before any package is installed.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @param {string} waitingFor printed once when another process goes first
 * @param {string} [folder] by default that of this checkout
 * @returns {Promise<T>}
 */
export async function withLock(name, work, waitingFor, folder = inProject(".baton")) {
  const queue = path.join(folder, `${name}.queue`);
  mkdirSync(queue, { recursive: true });
  const number = drawNumber(queue);
  try {
    for (let announced = false; !isFirst(queue, number); announced = true) {
      if (!announced) console.log(`Waiting for ${waitingFor}...`);
      await wait(200);
    }
    return await work();
  } finally {
    giveBack(queue, number);
  }
}

/**
 * Draws the number after the highest. Its file appears by a link, with its owner in it from the beginning. A number may
 * be too low when it is taken, because another process drew a higher one in between and may be working: then it is drawn again.
 * @param {string} queue
 */
function drawNumber(queue) {
  const ours = path.join(queue, `${process.pid}-${randomBytes(6).toString("hex")}.new`);
  writeFileSync(ours, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  try {
    for (;;) {
      const number = Math.max(0, ...numbers(queue)) + 1;
      if (!linked(ours, path.join(queue, String(number)))) continue;
      if (Math.max(...numbers(queue)) === number) return number;
      giveBack(queue, number);
    }
  } finally {
    rmSync(ours, { force: true });
  }
}

/** @param {string} from @param {string} to @returns {boolean} false when it exists already */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lower numbers of processes that ended. No other process can have taken one since: while ours exists, whoever
 * draws a lower one gives it back.
 * @param {string} queue @param {number} number
 */
function isFirst(queue, number) {
  let isFirst = true;
  for (const other of numbers(queue).filter((one) => one < number)) {
    if (isAlive(queue, other)) isFirst = false;
    else giveBack(queue, other);
  }
  return isFirst;
}

/** @param {string} queue @param {number} number */
function isAlive(queue, number) {
  try {
    const owner = JSON.parse(readFileSync(path.join(queue, String(number)), "utf8"));
    return owner.identity !== null && processIdentity(owner.pid) === owner.identity;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

/** @param {string} queue @returns {number[]} */
function numbers(queue) {
  return readdirSync(queue)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** @param {string} queue @param {number} number */
function giveBack(queue, number) {
  rmSync(path.join(queue, String(number)), { force: true });
}
