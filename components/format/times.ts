export type TimeValue = number | string | Date;

/** Unix seconds (as on the wire), milliseconds, an ISO string or a Date -> milliseconds. */
export function toMillis(time: TimeValue): number {
  if (time instanceof Date) return time.getTime();
  if (typeof time === "string") return Date.parse(time);
  return Math.abs(time) < 1e11 ? time * 1000 : time;
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

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
