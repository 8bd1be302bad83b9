/** What a worker does about failures, so that a broken program or server is not asked again at once. Pure. */

const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;
const UNUSABLE_FIRST_MS = 30_000;

interface Since {
  /** Failures in a row. */
  failures: number;
  /** The last one was of the program itself, whatever the task. */
  isUnusable: boolean;
}

/** How long to claim nothing after failures in a row, in milliseconds. One alone may be the task's own fault. */
export function pauseAfterFailures({ failures, isUnusable }: Since): number {
  if (isUnusable) return Math.min(LONGEST_MS, UNUSABLE_FIRST_MS * 2 ** Math.max(0, failures - 1));
  return failures < 2 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 2));
}

const AWAY_FIRST_MS = 500;
const AWAY_LONGEST_MS = 15_000;

/** How long to wait before the next request after some in a row that nobody answered; half of it is chance, so that many workers spread. */
export function pauseAway(tries: number, random: () => number = Math.random): number {
  const ms = Math.min(AWAY_LONGEST_MS, AWAY_FIRST_MS * 2 ** Math.min(10, tries - 1));
  return ms / 2 + (ms / 2) * random();
}
