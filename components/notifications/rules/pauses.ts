export const NOT_PAUSED = "off";

const HOUR_SECONDS = 3_600;
const LENGTHS = {
  [NOT_PAUSED]: null,
  hour: HOUR_SECONDS,
  half_day: 12 * HOUR_SECONDS,
  day: 24 * HOUR_SECONDS,
  week: 7 * 24 * HOUR_SECONDS,
} as const;

export type Pause = keyof typeof LENGTHS;

export const PAUSES: readonly { value: Pause; label: string }[] = [
  { value: NOT_PAUSED, label: "Not paused" },
  { value: "hour", label: "For an hour" },
  { value: "half_day", label: "For 12 hours" },
  { value: "day", label: "For a day" },
  { value: "week", label: "For a week" },
];

/** Until when a pause that begins at `now` (Unix milliseconds) lasts, in Unix seconds; null for none. */
export function pausedUntil(pause: Pause, now: number): number | null {
  const length = LENGTHS[pause];
  return length === null ? null : Math.floor(now / 1_000) + length;
}
