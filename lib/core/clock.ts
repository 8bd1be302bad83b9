/** The time as commands see it. Tests set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Wire time: whole Unix seconds, as existing Mission Control clients expect. */
export function toUnixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
