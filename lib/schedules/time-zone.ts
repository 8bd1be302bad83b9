import { UnclearSchedule } from "./unclear";

/** The time zone of a schedule that names none. */
export const DEFAULT_ZONE = "UTC";

const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
const EXAMPLES = ["Europe/Berlin", "America/New_York", "UTC"];

/** The zone of this name in the spelling of the time zone database. Fails with `invalid` for an unknown name or an offset. */
export function timeZoneOf(name: string): string {
  const wanted = name.trim();
  if (wanted.toUpperCase() === "UTC") return "UTC";
  const listed = zones().find((zone) => zone.toLowerCase() === wanted.toLowerCase());
  if (listed !== undefined) return listed;
  // Former names of zones are not listed, such as Asia/Kolkata where Asia/Calcutta is, and are known all the same.
  if (NAME.test(wanted) && isKnown(wanted)) return wanted;
  const near = similar(wanted);
  throw new UnclearSchedule(
    `"${wanted.slice(0, 60)}" is not a time zone`,
    wanted,
    near.length > 0 ? near : EXAMPLES,
    "timezone",
  );
}

let listedZones: readonly string[] | undefined;
function zones(): readonly string[] {
  listedZones ??= Intl.supportedValuesOf("timeZone");
  return listedZones;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Up to three zones whose name contains a word of what was asked for. */
function similar(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 4)
    .reverse();
  const fits = words.flatMap((word) => zones().filter((zone) => zone.toLowerCase().includes(word)));
  return [...new Set(fits)].slice(0, 3);
}

export interface LocalTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 0 is Sunday. */
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** What calendars and clocks of the zone show at this moment. */
export function localTime(at: Date, zone: string): LocalTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      weekday: "short",
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  return {
    year: number("year"),
    month: number("month"),
    day: number("day"),
    hour: number("hour"),
    minute: number("minute"),
    second: number("second"),
    weekday: WEEKDAYS.indexOf(parts.get("weekday") ?? ""),
  };
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The day in the zone at this moment, as `2026-11-20`. */
export function localDay(at: Date, zone: string): string {
  const { year, month, day } = localTime(at, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The time of day in the zone at this moment, as `14:30`. */
export function localClock(at: Date, zone: string): string {
  const { hour, minute } = localTime(at, zone);
  return `${two(hour)}:${two(minute)}`;
}
