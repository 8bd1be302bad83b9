/** Steps between the marks of a scale, in seconds. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
  172_800, 432_000, 864_000, 1_728_000, 4_320_000, 8_640_000,
];

/** The least distance between two marks, in px. */
const MARK_PX = 84;

export interface Scale {
  /** Unix seconds. */
  start: number;
  end: number;
}

/** The span of a run: what is over ends where it ended, and what goes on reaches to now. Never shorter than a second. */
export function scaleOf(startedAt: number, finishedAt: number | null, now: number): Scale {
  return { start: startedAt, end: Math.max(finishedAt ?? now, startedAt + 1) };
}

/** Where a period stands on the scale, from 0 to 1. */
export function placeOf(
  { start, end }: Scale,
  from: number,
  until: number | null,
): { left: number; width: number } {
  const share = (time: number) => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const left = share(from);
  return { left, width: Math.max(0, share(until ?? end) - left) };
}

/** The seconds after the start that get a mark, for a scale of this width in px. */
export function marksOf({ start, end }: Scale, width: number): number[] {
  const span = end - start;
  const most = Math.max(1, Math.floor(width / MARK_PX));
  const last = STEPS.at(-1) ?? 1;
  const step = STEPS.find((each) => span / each <= most) ?? Math.ceil(span / most / last) * last;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
