"use client";

import { useFormat } from "@/components/format/format-provider";
import { type TimeValue, toMillis } from "@/components/format/times";
import { cn } from "@/components/ui/cn";
import { createStoredText, useStore } from "@/components/ui/create-store";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { useNow } from "./use-now";

type RelativeTimeProps = {
  /** Unix seconds, milliseconds, an ISO string or a Date. */
  time: TimeValue;
  className?: string;
};

/** How long ago, kept up to date; the exact local and UTC time on hover, and in its place where the reader wants that. */
export function RelativeTime(props: RelativeTimeProps) {
  return <Moment {...props} words="relative" />;
}

/** How long until something that is scheduled. */
export function UpcomingTime(props: RelativeTimeProps) {
  return <Moment {...props} words="upcoming" />;
}

type MomentProps = RelativeTimeProps & { words: "relative" | "upcoming" };

function Moment({ time, className, words }: MomentProps) {
  const format = useFormat();
  const now = useNow();
  const exact = useExactTimes();
  const ms = toMillis(time);
  if (Number.isNaN(ms)) return null;
  return (
    <Tooltip content={<ExactTime ms={ms} />}>
      <time
        dateTime={new Date(ms).toISOString()}
        className={cn("whitespace-nowrap tabular-nums", className)}
      >
        {format[exact ? "moment" : words](ms, now)}
      </time>
    </Tooltip>
  );
}

function ExactTime({ ms }: { ms: number }) {
  const { local, utc } = useFormat().exact(ms);
  return (
    <span className="block tabular-nums">
      <span className="block">{local}</span>
      {local === utc ? null : <span className="block text-tooltip-ink-2">{utc}</span>}
    </span>
  );
}

const choice = createStoredText("baton.exact-times");
const isOn = (chosen: string | null): boolean => chosen === "on";

/** Whether times are shown as moments instead of ages: a tooltip is for neither fingers nor keys. */
export function useExactTimes(): boolean {
  return useStore(choice, isOn, false);
}

export function toggleExactTimes(): void {
  choice.set((chosen) => (isOn(chosen) ? "off" : "on"));
}
