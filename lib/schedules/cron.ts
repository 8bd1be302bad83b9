import { Cron } from "croner";
import { UnclearSchedule } from "./unclear";

/**
 * Cron patterns, computed by croner: 5 fields, or 6 with seconds in front; names, ranges, steps, `L`, `W` and `5#2`. As in
 * other crons, a day fits if the day of the month or the weekday fits when both are restricted.
 */

const NICKNAMES: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
const FIELD =
  /^(?:[\d*?,/#LW+-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+$/i;
const FIELD_NAMES = ["minute", "hour", "day of the month", "month", "weekday"];
const EXAMPLES = ["0 9 * * 1-5", "*/15 * * * *", "30 14 1 * *"];
/** Between the patterns of a schedule that needs several. */
const SEPARATOR = " | ";

/** Whether the text is meant as cron rather than words. */
export function looksLikeCron(text: string): boolean {
  if (text.trim().startsWith("@")) return true;
  return text.split("|").every((part) => {
    const fields = part.trim().split(/\s+/);
    const isFull = fields.length >= 5 && fields.length <= 7;
    return (isFull || part.includes("*")) && fields.every((field) => FIELD.test(field));
  });
}

/**
 * The patterns of a text that is meant as cron, several separated by `|`. Fails with `invalid` for a pattern that is broken, fires
 * more than once a minute, or never.
 */
export function parseCron(text: string): string[] {
  const patterns = text.split("|").map((part) => {
    const pattern = part.trim().replace(/\s+/g, " ");
    if (!pattern.startsWith("@")) return pattern;
    const meant = NICKNAMES[pattern.toLowerCase()];
    if (meant !== undefined) return meant;
    const known = Object.keys(NICKNAMES);
    throw new UnclearSchedule(`"${pattern}" is not a cron nickname`, pattern, known.slice(2, 5));
  });
  return checkPatterns(patterns);
}

const MAX_PATTERNS = 12;

/** The same patterns, once each of them is known to be valid, and all together to fire at most once a minute. */
export function checkPatterns(patterns: readonly string[]): string[] {
  if (patterns.length > MAX_PATTERNS) {
    throw new UnclearSchedule(
      `needs ${patterns.length} cron patterns, at most ${MAX_PATTERNS} are allowed`,
    );
  }
  for (const pattern of patterns) checkPattern(pattern);
  const seconds = new Set(patterns.map(secondOf));
  if (seconds.size > 1) {
    throw new UnclearSchedule(
      "its patterns differ in their seconds, and could fire twice in a minute",
    );
  }
  return [...new Set(patterns)];
}

const secondOf = (pattern: string): string => {
  const fields = pattern.split(" ");
  return fields.length === 6 ? String(Number(fields[0])) : "0";
};

function checkPattern(pattern: string): void {
  const fields = pattern.split(" ");
  if (fields.length < 5 || fields.length > 6) {
    throw new UnclearSchedule(
      `"${pattern}" has ${fields.length} fields: cron has 5, or 6 with seconds in front`,
      pattern,
      EXAMPLES,
    );
  }
  if (fields.length === 6 && !/^\d{1,2}$/.test(fields[0] as string)) {
    throw new UnclearSchedule(
      `"${pattern}" would fire more than once a minute: its seconds, "${fields[0]}", must be one number`,
      fields[0],
      ["0 */1 * * * *", "*/1 * * * *", "30 0 9 * * 1-5"],
    );
  }
  let cron: Cron;
  try {
    cron = cronOf(pattern, "UTC");
  } catch (error) {
    const broken = brokenField(fields);
    const why = error instanceof Error ? error.message.replace(/^\w+: /, "") : "";
    throw new UnclearSchedule(
      broken
        ? `"${broken.field}" is not a ${broken.name} of a cron pattern`
        : `"${pattern}" is not a cron pattern: ${why}`,
      broken?.field ?? pattern,
      EXAMPLES,
    );
  }
  if (cron.nextRun() === null) {
    throw new UnclearSchedule(`"${pattern}" never fires: no date fits it`, pattern, EXAMPLES);
  }
}

/** The first field that is wrong whatever the others are. */
function brokenField(fields: readonly string[]): { field: string; name: string } | null {
  const names = fields.length === 6 ? ["second", ...FIELD_NAMES] : FIELD_NAMES;
  for (const [at, field] of fields.entries()) {
    const alone = fields.map((_, other) => (other === at ? field : other === 0 ? "0" : "*"));
    try {
      cronOf(alone.join(" "), "UTC");
    } catch {
      return { field, name: names[at] as string };
    }
  }
  return null;
}

const MAX_KNOWN = 2_000;
const known = new Map<string, Cron>();

/** A pattern in a zone. Jobs at fixed times run once where clocks go back, and after the gap where they go forward. */
function cronOf(pattern: string, timezone: string): Cron {
  const key = `${timezone} ${pattern}`;
  let cron = known.get(key);
  if (!cron) {
    cron = new Cron(pattern, { timezone, mode: "5-or-6-parts", fixedTimeRule: "no-wildcard" });
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, cron);
  }
  return cron;
}

/** The first time after `after` at which one of the patterns fires in the zone, or null. */
export function nextOfPatterns(
  patterns: readonly string[],
  timezone: string,
  after: Date,
): Date | null {
  let next: Date | null = null;
  for (const pattern of patterns) {
    const of = cronOf(pattern, timezone).nextRun(after);
    if (of !== null && (next === null || of < next)) next = of;
  }
  return next;
}

export const patternsOf = (cron: string): string[] => cron.split(SEPARATOR);
export const joinPatterns = (patterns: readonly string[]): string => patterns.join(SEPARATOR);

/** Whether a schedule may fire more than once on a day. */
export function firesSeveralTimesADay(patterns: readonly string[]): boolean {
  if (patterns.length > 1) return true;
  const fields = (patterns[0] as string).split(" ").slice(-5);
  return !/^\d+$/.test(fields[0] as string) || !/^\d+$/.test(fields[1] as string);
}
