import { UnclearSchedule } from "../unclear";
import type { ClockTime } from "./clock-patterns";
import type { Tokens } from "./tokens";
import { numberOf, type PartOfDay } from "./vocabulary";

const EXAMPLES = ["every day at 9am", "every day at 14:30", "every day at 9:00 and 17:30"];

interface ReadTime extends ClockTime {
  /** Whether it says which half of the day it means: `9am`, `14:30`, `noon`. */
  isExact: boolean;
}

/**
 * Reads a time of day: `9`, `9am`, `9:30 pm`, `14:00`, `noon`. `bare` allows a number alone. Returns null, and takes nothing, if none
 * follows.
 */
export function readTime(tokens: Tokens, bare: boolean): ReadTime | null {
  if (tokens.accept("noon", "midday")) return { hour: 12, minute: 0, isExact: true };
  if (tokens.accept("midnight")) return { hour: 0, minute: 0, isExact: true };
  const word = tokens.peek();
  const clock = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(word);
  const number = clock ? null : numberOf(word);
  if (!clock && number === null) return null;
  const half = tokens.peek(1);
  const hasHalf = half === "am" || half === "pm" || half === "a" || half === "p";
  const isOClock = half === "oclock" || half === "h";
  if (!clock && !hasHalf && !isOClock && !bare) return null;
  const mark = tokens.mark();
  tokens.take(hasHalf || isOClock ? 2 : 1);
  const hour = clock ? Number(clock[1]) : (number as number);
  const minute = clock ? Number(clock[2]) : 0;
  const isRight = hasHalf ? hour >= 1 && hour <= 12 : hour <= 23;
  if (!isRight || minute > 59) {
    const part = tokens.since(mark);
    throw new UnclearSchedule(`"${part}" is not a time of day`, part, EXAMPLES);
  }
  if (!hasHalf) return { hour, minute, isExact: clock !== null && /^0|^1[3-9]|^2/.test(word) };
  return { hour: (hour % 12) + (half.startsWith("p") ? 12 : 0), minute, isExact: true };
}

/** Reads the times after `at`: `9`, `9:00 and 17:30`, `noon`. Fails with `invalid` if none follows. */
export function readTimes(tokens: Tokens, part: PartOfDay | null): ClockTime[] {
  const first = readTime(tokens, true);
  if (!first) {
    const rest = tokens.rest();
    throw new UnclearSchedule(
      rest === "" ? `a time is missing after "at"` : `"${rest}" is not a time of day`,
      rest === "" ? "at" : rest,
      EXAMPLES,
    );
  }
  const times = [first];
  for (;;) {
    const mark = tokens.mark();
    tokens.accept(",");
    tokens.accept("and", "&");
    tokens.accept("at");
    const next = tokens.mark() === mark ? null : nextTime(tokens);
    if (!next) {
      tokens.back(mark);
      return times.map((time) => inPart(time, part));
    }
    times.push(next);
  }
}

/** A time in a list: a number alone is one unless it counts something, such as the 1 of `and 1st`. */
function nextTime(tokens: Tokens): ReadTime | null {
  const isCount = tokens.isJoined() && /^(st|nd|rd|th)$/.test(tokens.peek(1));
  return isCount ? null : readTime(tokens, !/^[a-z]/.test(tokens.peek()));
}

/** In the evening, 8 means 20:00. */
export function inPart({ hour, minute, isExact }: ReadTime, part: PartOfDay | null): ClockTime {
  const from = part?.afternoonFrom ?? null;
  const isLater = !isExact && from !== null && hour >= from && hour < 12;
  return { hour: isLater ? hour + 12 : hour, minute };
}

/** Reads `9 to 17`, `9am and 5pm`, `8 - 18`; null, and takes nothing, if two times do not follow. */
export function readWindow(tokens: Tokens): { from: ClockTime; to: ClockTime } | null {
  const mark = tokens.mark();
  const from = readTime(tokens, true);
  const joined =
    from !== null && tokens.accept("and", "to", "until", "till", "through", "-", "–", "—");
  const to = joined ? readTime(tokens, true) : null;
  if (!from || !to) {
    tokens.back(mark);
    return null;
  }
  // From 9 to 5 is until 17:00.
  const isOfficial = !to.isExact && to.hour < from.hour && to.hour + 12 > from.hour && to.hour < 12;
  return { from, to: isOfficial ? { ...to, hour: to.hour + 12 } : to };
}
