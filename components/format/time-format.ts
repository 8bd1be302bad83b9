export type TimeValue = number | string | Date;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The clock that ages are read from is up to a quarter of a minute behind (use-now.ts): what just happened is not to come. */
const CLOCK_STEP_MS = 16_000;

/** Unix seconds (as on the wire), milliseconds, an ISO string or a Date -> milliseconds. */
export function toMillis(time: TimeValue): number {
  if (time instanceof Date) return time.getTime();
  if (typeof time === "string") return Date.parse(time);
  return Math.abs(time) < 1e11 ? time * 1000 : time;
}

/** "just now", "5m ago", "in 3h", and a date from a week on. */
export function formatRelative(ms: number, now: number): string {
  const age = now - ms;
  const distance = Math.abs(age);
  if (distance < MINUTE) return age < -CLOCK_STEP_MS ? "in <1m" : "just now";
  if (distance >= 7 * DAY) return formatDay(ms, now);
  const amount =
    distance < HOUR
      ? `${Math.floor(distance / MINUTE)}m`
      : distance < DAY
        ? `${Math.floor(distance / HOUR)}h`
        : `${Math.floor(distance / DAY)}d`;
  return age >= 0 ? `${amount} ago` : `in ${amount}`;
}

/** The same for a time that is known to be ahead, or due: never "just now". */
export function formatUpcoming(ms: number, now: number): string {
  return ms - now < MINUTE ? "in <1m" : formatRelative(ms, now);
}

/** "8s", "2m 14s", "3h 05m", "2d 4h". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${pad(seconds % 60)}s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h ${pad(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

/** The exact moment, where the reader is and in UTC. */
export function formatExact(ms: number): { local: string; utc: string } {
  const date = new Date(ms);
  const options: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  };
  return {
    local: date.toLocaleString("en-GB", { ...options, timeZoneName: "short" }),
    utc: `${date.toLocaleString("en-GB", { ...options, timeZone: "UTC" })} UTC`,
  };
}

function formatDay(ms: number, now: number): string {
  const date = new Date(ms);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
