/** The time as commands see it. Tests set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Wire time: whole Unix seconds, as existing Mission Control clients expect; null for no time. */
export function toUnixSeconds(time: Date | string): number;
export function toUnixSeconds(time: Date | string | null | undefined): number | null;
export function toUnixSeconds(time: Date | string | null | undefined): number | null {
  if (time == null) return null;
  // Next makes every `new Date` cost more than reading the text does, and a page of tasks has hundreds of times.
  return Math.floor((typeof time === "string" ? Date.parse(time) : time.getTime()) / 1000);
}

/** The moment that Unix seconds name; null for none. */
export function fromUnixSeconds(seconds: number | null | undefined): Date | null {
  return seconds == null ? null : new Date(seconds * 1000);
}
