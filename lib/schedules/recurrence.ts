import { Cron } from "croner";
import cronstrue from "cronstrue";
import {
  checkPatterns,
  joinPatterns,
  looksLikeCron,
  nextOfPatterns,
  parseCron,
  patternsOf,
} from "./cron";
import { DEFAULT_ZONE, localTime, timeZoneOf } from "./time-zone";
import { UnclearSchedule } from "./unclear";
import type { ClockTime } from "./words/clock-patterns";
import type { OnceDraft } from "./words/once";
import { readWords } from "./words/parser";

/** When a schedule fires: at the times of its cron patterns (joined by ` | `), or once. */
export type Recurrence = { timezone: string } & (
  | { cron: string; onceAt: null }
  | { cron: null; onceAt: Date }
);

const MAX_LENGTH = 256;
const ONCE_EXAMPLES = ["tomorrow at 9", "in 2 hours", "every weekday at 9am"];

/**
 * What a schedule in cron or words means. The zone is the one in the text (`every day at 9 in Europe/Berlin`), else `timezone`, else UTC.
 * Fails with `invalid`, naming the part that was not understood and three examples; also for what never fires, fires more than once a
 * minute, or has passed.
 */
export function parseSchedule(
  input: string,
  { timezone, now }: { timezone?: string | undefined; now: Date },
): Recurrence {
  const { text, zone: named } = withoutZone(input);
  if (text.length > MAX_LENGTH) {
    throw new UnclearSchedule(`must have at most ${MAX_LENGTH} characters`);
  }
  const given = timezone === undefined ? null : timeZoneOf(timezone);
  if (named !== null && given !== null && named !== given) {
    throw new UnclearSchedule(`says ${named}, but timezone is ${given}`, named);
  }
  const zone = named ?? given ?? DEFAULT_ZONE;
  if (looksLikeCron(text))
    return { timezone: zone, cron: joinPatterns(parseCron(text)), onceAt: null };
  const meaning = readWords(text);
  if (meaning.once !== null) {
    const onceAt = momentOf(meaning.once, meaning.draft.time(), zone, now);
    return { timezone: zone, cron: null, onceAt };
  }
  const patterns = checkPatterns(meaning.drafts.flatMap((draft) => draft.patterns()));
  return { timezone: zone, cron: joinPatterns(patterns), onceAt: null };
}

const ZONE_AT_END = /\s+(?:in\s+|\()?([A-Za-z_]+\/[A-Za-z_+/-]+|utc|gmt)\)?\s*$/i;

/** Splits `every day at 9 in Europe/Berlin` into the words and the zone. */
function withoutZone(input: string): { text: string; zone: string | null } {
  const found = ZONE_AT_END.exec(input);
  if (!found) return { text: input.trim(), zone: null };
  return { text: input.slice(0, found.index).trim(), zone: timeZoneOf(found[1] as string) };
}

/** The moment at which something happens once. */
function momentOf({ day, words }: OnceDraft, time: ClockTime, zone: string, now: Date): Date {
  if (day.kind === "minutes") return new Date(now.getTime() + day.count * 60_000);
  const today = localTime(now, zone);
  const date = new Date(Date.UTC(today.year, today.month - 1, today.day));
  if (day.kind === "days") date.setUTCDate(date.getUTCDate() + day.count);
  if (day.kind === "weekday") {
    date.setUTCDate(date.getUTCDate() + ((day.weekday - today.weekday + 6) % 7) + 1);
  }
  if (day.kind === "date") {
    date.setUTCFullYear(day.year, day.month - 1, day.day);
    if (date.getUTCMonth() !== day.month - 1 || date.getUTCDate() !== day.day) {
      throw new UnclearSchedule(
        `"${words}" is not a date: that month has no such day`,
        words,
        ONCE_EXAMPLES,
      );
    }
  }
  const { hour, minute } = time;
  const clock = new Date(date.getTime() + (hour * 60 + minute) * 60_000).toISOString().slice(0, 19);
  const at = new Cron(clock, { timezone: zone }).nextRun(new Date(0));
  if (at === null || at <= now) {
    throw new UnclearSchedule(
      `"${words}" at ${clock.slice(11, 16)} has passed`,
      words,
      ONCE_EXAMPLES,
    );
  }
  return at;
}

/** The first time after `after` at which it fires, or null. */
export function nextTime(recurrence: Recurrence, after: Date): Date | null {
  if (recurrence.cron === null) return recurrence.onceAt > after ? recurrence.onceAt : null;
  return nextOfPatterns(patternsOf(recurrence.cron), recurrence.timezone, after);
}

/** The next times, `count` at most. */
export function nextTimes(recurrence: Recurrence, after: Date, count: number): Date[] {
  const times: Date[] = [];
  for (let at: Date | null = after; times.length < count; times.push(at)) {
    at = nextTime(recurrence, at);
    if (at === null) break;
  }
  return times;
}

/** The recurrence in words: `At 09:00, Monday through Friday`. */
export function describe({ cron, onceAt, timezone }: Recurrence): string {
  if (cron === null) {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      dateStyle: "full",
      timeStyle: "short",
    });
    return `Once, ${format.format(onceAt)}`;
  }
  const [first, ...rest] = patternsOf(cron).map(inWords);
  return [first, ...rest.map((words) => words.charAt(0).toLowerCase() + words.slice(1))].join(
    "; and ",
  );
}

function inWords(pattern: string): string {
  try {
    return cronstrue.toString(pattern, { use24HourTimeFormat: true });
  } catch {
    // What croner knows and cronstrue does not, such as `+5` and a list with `L`.
    return `At the times of ${pattern}`;
  }
}
