/** A time of day. */
export interface ClockTime {
  hour: number;
  minute: number;
}

export const DAY_MINUTES = 24 * 60;

/**
 * The minutes of a day at which something happens every `n` minutes: evenly from midnight if they divide a day; else from each full
 * hour, or from midnight, as cron counts.
 */
export function everyMinutes(n: number): number[] {
  const minutes = Array.from({ length: DAY_MINUTES }, (_, minute) => minute);
  if (DAY_MINUTES % n === 0) return minutes.filter((minute) => minute % n === 0);
  if (n < 60) return minutes.filter((minute) => (minute % 60) % n === 0);
  return minutes.filter((minute) => minute % n === 0);
}

/**
 * The shortest list of minute and hour fields of cron that fire at exactly these minutes of a day: one pair for each set of minutes
 * that several hours have in common.
 */
export function clockFields(minutesOfDay: readonly number[]): string[] {
  const byHour = new Map<number, number[]>();
  for (const at of minutesOfDay) {
    const hour = Math.floor(at / 60);
    byHour.set(hour, [...(byHour.get(hour) ?? []), at % 60]);
  }
  const hoursOf = new Map<string, number[]>();
  for (const [hour, minutes] of byHour) {
    const field = fieldOf(minutes, 0, 59);
    hoursOf.set(field, [...(hoursOf.get(field) ?? []), hour]);
  }
  return [...hoursOf].map(([minutes, hours]) => `${minutes} ${fieldOf(hours, 0, 23)}`);
}

/** A field of cron with exactly these values: `*`, a step, a range, a range with a step, or a list. */
export function fieldOf(values: readonly number[], lowest: number, highest: number): string {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const [first, last] = [sorted[0] as number, sorted.at(-1) as number];
  if (sorted.length === highest - lowest + 1) return "*";
  if (sorted.length === 1) return String(first);
  const step = (sorted[1] as number) - first;
  const isWhole = first === lowest && (highest - lowest + 1) % step === 0 && last + step > highest;
  if (sorted.length === 2) return isWhole ? `*/${step}` : sorted.join(",");
  const isEven = sorted.every((value, at) => value === first + at * step);
  if (!isEven) return runsOf(sorted).join(",");
  if (step === 1) return `${first}-${last}`;
  if (first === lowest && last + step > highest) return `*/${step}`;
  return `${first}-${last}/${step}`;
}

/** A field of cron with exactly these days or months: `*`, or a list of values and ranges. */
export function listField(values: readonly number[], lowest: number, highest: number): string {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  return sorted.length === highest - lowest + 1 ? "*" : runsOf(sorted).join(",");
}

/** Neighbours as ranges: 1, 2, 3, 5 as `1-3` and `5`. */
function runsOf(sorted: readonly number[]): string[] {
  const runs: number[][] = [];
  for (const value of sorted) {
    const run = runs.at(-1);
    if (run && value === (run.at(-1) as number) + 1) run.push(value);
    else runs.push([value]);
  }
  return runs.flatMap((run) =>
    run.length < 3 ? run.map(String) : [`${run[0]}-${run.at(-1) as number}`],
  );
}
