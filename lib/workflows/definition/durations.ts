const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const MAX_SECONDS = 366 * 86_400;
const DURATION = /^(\d{1,8})\s*(s|m|h|d)$/;

/** The seconds of a duration such as `90s`, `30m`, `2h` or `1d`; null for anything else, and for less than a second or more than 366 days. */
export function secondsOf(duration: string): number | null {
  const parts = DURATION.exec(duration.trim());
  if (!parts) return null;
  const seconds = Number(parts[1]) * SECONDS[parts[2] as keyof typeof SECONDS];
  return seconds >= 1 && seconds <= MAX_SECONDS ? seconds : null;
}

export const isDuration = (text: string): boolean => secondsOf(text) !== null;
