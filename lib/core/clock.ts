/** The time as commands see it; tests set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Wire time: whole Unix seconds, as existing Mission Control clients expect. */
export function toUnixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
