"use client";

import {
  formatExact,
  formatRelative,
  formatUpcoming,
  type TimeValue,
  toMillis,
} from "@/components/format/time-format";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { useNow } from "./use-now";

type RelativeTimeProps = {
  /** Unix seconds, milliseconds, an ISO string or a Date. */
  time: TimeValue;
  className?: string;
};

/** How long ago, kept up to date; the exact local and UTC time on hover. */
export function RelativeTime(props: RelativeTimeProps) {
  return <Moment {...props} format={formatRelative} />;
}

/** How long until something that is scheduled. */
export function UpcomingTime(props: RelativeTimeProps) {
  return <Moment {...props} format={formatUpcoming} />;
}

type MomentProps = RelativeTimeProps & { format: (ms: number, now: number) => string };

function Moment({ time, className, format }: MomentProps) {
  const now = useNow();
  const ms = toMillis(time);
  if (Number.isNaN(ms)) return null;
  return (
    <Tooltip content={<ExactTime ms={ms} />}>
      <time
        dateTime={new Date(ms).toISOString()}
        suppressHydrationWarning
        className={cn("whitespace-nowrap tabular-nums", className)}
      >
        {format(ms, now)}
      </time>
    </Tooltip>
  );
}

function ExactTime({ ms }: { ms: number }) {
  const { local, utc } = formatExact(ms);
  return (
    <span className="block tabular-nums">
      <span className="block">{local}</span>
      {local === utc ? null : <span className="block text-tooltip-ink-2">{utc}</span>}
    </span>
  );
}
