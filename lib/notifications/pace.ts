import { nextOfPatterns } from "@/lib/schedules/cron";
import type { Pace } from "./kinds";
import type { Rule } from "./schema";

/** When a person is not told, and in which zone their times of day are. */
export interface Preferences {
  timezone: string;
  quiet_hours: { from: string; until: string } | null;
  pausedUntil: Date | null;
}

export const NO_PREFERENCES: Preferences = {
  timezone: "UTC",
  quiet_hours: null,
  pausedUntil: null,
};

/** Burst of cards become one message: this is how long the default rule waits for the next. */
export const DEFAULT_RULE: Rule = {
  name: "Everything that needs me",
  enabled: true,
  match: {},
  channel_ids: null,
  pace: "grouped",
  group_minutes: 1,
  digest_at: null,
  digest_weekday: null,
  through_quiet: false,
};

/** A time of day as a cron pattern, on one day of the week or on all. */
function patternOf(clock: string, weekday: number | null = null): string {
  const [hour, minute] = clock.split(":").map(Number);
  return `${minute} ${hour} * * ${weekday ?? "*"}`;
}

/** The next time after `after` at which the clocks of the zone show this; after the gap where clocks skip it, once where they repeat it. */
function nextAt(pattern: string, timezone: string, after: Date): Date {
  const next = nextOfPatterns([pattern], timezone, after);
  if (next === null) throw new Error(`"${pattern}" never comes in ${timezone}`);
  return next;
}

/**
 * Until when a person is not told, or null if they may be told now. It is quiet when the next thing to come is the end of the quiet
 * hours, so what the clocks skip or repeat on a night when they change neither loses a message nor keeps it for a day.
 */
export function quietUntil(
  { timezone, quiet_hours, pausedUntil }: Preferences,
  at: Date,
): Date | null {
  if (pausedUntil !== null && pausedUntil > at)
    return quietUntil({ timezone, quiet_hours, pausedUntil: null }, pausedUntil) ?? pausedUntil;
  if (quiet_hours === null) return null;
  const end = nextAt(patternOf(quiet_hours.until), timezone, at);
  const begin = nextAt(patternOf(quiet_hours.from), timezone, at);
  return end < begin ? end : null;
}

/** What of a rule decides when its channels are told. */
type Timing = Pick<
  Rule,
  "pace" | "group_minutes" | "digest_at" | "digest_weekday" | "through_quiet"
>;

/**
 * When something that happened now is to be told. `group` is when the group that is being gathered goes out, if there is one. A time
 * that a person chose for a digest counts whatever their quiet hours are.
 */
export function dueAt(
  timing: Timing,
  preferences: Preferences,
  now: Date,
  group: Date | null = null,
): Date {
  const { pace, through_quiet } = timing;
  const due = pacedAt(timing, preferences, now, group);
  if (through_quiet || isDigest(pace)) return due;
  return quietUntil(preferences, due) ?? due;
}

export const isDigest = (pace: Pace): boolean => pace === "daily" || pace === "weekly";

const DEFAULT_DIGEST_AT = "08:00";
const MONDAY = 1;

function pacedAt(
  { pace, group_minutes, digest_at, digest_weekday }: Timing,
  { timezone }: Preferences,
  now: Date,
  group: Date | null,
): Date {
  const at = digest_at ?? DEFAULT_DIGEST_AT;
  switch (pace) {
    case "now":
      return now;
    case "grouped":
      return group !== null && group > now
        ? group
        : new Date(now.getTime() + group_minutes * 60_000);
    case "daily":
      return nextAt(patternOf(at), timezone, now);
    case "weekly":
      return nextAt(patternOf(at, digest_weekday ?? MONDAY), timezone, now);
  }
}
