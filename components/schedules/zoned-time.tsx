/** A time as the clocks of the schedule's zone show it: `Fri 27 Nov 2026, 09:00`. */
export function ZonedTime({ seconds, zone }: { seconds: number; zone: string }) {
  const at = new Date(seconds * 1000);
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {formatOf(zone).format(at)}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}
