import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../refusal.mjs";
import { Refused, Unreachable } from "../baton.mjs";
import { between } from "../words/choose.mjs";

const retryMs = 2_000;

/**
 * What every member of the fleet shares.
 * @typedef {object} Shift
 * @property {import("../baton.mjs").Baton} baton
 * @property {AbortSignal} signal aborted when the demo stops
 * @property {(who: string, what: string) => void} say prints a line for the person at the terminal
 */

/**
 * Repeats a turn until the demo stops. Refusals are ignored, because somebody else was faster; while Baton does not answer, it
 * waits and tries again.
 * @param {Shift} shift
 * @param {string} who
 * @param {() => Promise<void>} turn
 */
export async function keepGoing({ signal, say }, who, turn) {
  let isAway = false;
  while (!signal.aborted) {
    try {
      await turn();
      isAway = false;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.status === 401) {
        throw new Refusal("Baton does not accept the API key any more.");
      }
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      if (error instanceof Unreachable && !isAway) say(who, "waits for Baton to answer again");
      isAway = error instanceof Unreachable;
      await wait(retryMs, undefined, { signal }).catch(() => {});
    }
  }
}

/** @param {Shift} shift @param {number} fromMs @param {number} toMs */
export function pause({ signal }, fromMs, toMs) {
  return wait(between(fromMs, toMs), undefined, { signal });
}
