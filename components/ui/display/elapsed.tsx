"use client";

import { formatDuration, type TimeValue, toMillis } from "@/components/format/times";
import { cn } from "@/components/ui/cn";
import { useNow } from "./use-now";

type ElapsedProps = {
  since: TimeValue;
  /** Where it stopped; without it the figure runs by the second. */
  until?: TimeValue | null;
  className?: string;
};

export function Elapsed({ since, until, className }: ElapsedProps) {
  return until === null || until === undefined ? (
    <Running since={toMillis(since)} className={className} />
  ) : (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      {formatDuration(toMillis(until) - toMillis(since))}
    </span>
  );
}

function Running({ since, className }: { since: number; className?: string }) {
  const now = useNow("second");
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      {formatDuration(now - since)}
    </span>
  );
}
