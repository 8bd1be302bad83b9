"use client";

import { useFormat } from "@/components/format/format-provider";
import { formatDuration } from "@/components/format/times";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/display/use-now";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { Phase, Segment } from "./timeline-segments";

const LANES: { phase: Phase; label: string; bar: string }[] = [
  { phase: "queued", label: "Queued", bar: "bg-status-cancelled/50" },
  { phase: "working", label: "Working", bar: "bg-status-in-progress" },
  { phase: "review", label: "Review", bar: "bg-status-review" },
];

/** How the time was spent: one lane each for waiting, working and review, on one scale; a press lists it in words. */
export function RunTimeline({ segments }: { segments: readonly Segment[] }) {
  const format = useFormat();
  const now = useNow() / 1000;
  const first = segments[0];
  if (!first) return null;
  const end = Math.max(...segments.map((segment) => segment.end ?? now), first.start + 1);
  const span = end - first.start;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button
          type="button"
          className="-mx-1.5 -my-1 block w-[calc(100%+0.75rem)] rounded-md px-1.5 py-1 text-left hover:bg-hover"
        >
          <span className="sr-only">How the time was spent, attempt by attempt:</span>
          <span className="flex flex-col gap-1">
            {LANES.map(({ phase, label, bar }) => {
              const own = segments.filter((segment) => segment.phase === phase);
              const total = own.reduce(
                (sum, { start, end: until }) => sum + Math.max(0, (until ?? now) - start),
                0,
              );
              return (
                <span key={phase} className="flex h-5 items-center gap-2">
                  <span className="w-14 shrink-0 text-ink-3 text-xs">{label}</span>
                  <span className="relative h-2.5 min-w-0 flex-1 rounded-sm bg-hover">
                    {own.map((segment) => (
                      <Bar
                        key={segment.start}
                        segment={segment}
                        className={
                          segment.run?.outcome && segment.run.outcome !== "succeeded"
                            ? "bg-status-failed"
                            : bar
                        }
                        left={(segment.start - first.start) / span}
                        width={Math.max(0, (segment.end ?? now) - segment.start) / span}
                        seconds={(segment.end ?? now) - segment.start}
                      />
                    ))}
                  </span>
                  <span className="w-16 shrink-0 text-right text-ink-2 text-xs tabular-nums">
                    {own.length > 0 ? formatDuration(total * 1000) : "—"}
                  </span>
                </span>
              );
            })}
          </span>
        </button>
      </PopoverTrigger>
      <PopoverContent aria-label="How the time was spent" className="w-80">
        <ol className="flex flex-col gap-1.5 text-xs">
          {segments.map((segment) => (
            <li key={`${segment.phase}-${segment.start}`} className="flex gap-3">
              <span className="shrink-0 text-ink-3 tabular-nums">
                {format.moment(segment.start * 1000, now * 1000)}
              </span>
              <span className="min-w-0 break-words">
                {inWords(segment, (segment.end ?? now) - segment.start)}
              </span>
            </li>
          ))}
        </ol>
      </PopoverContent>
    </Popover>
  );
}

interface BarProps {
  segment: Segment;
  className: string;
  left: number;
  width: number;
  seconds: number;
}

function Bar({ segment, className, left, width, seconds }: BarProps) {
  return (
    <Tooltip content={inWords(segment, seconds)}>
      <span
        className={cn(
          "absolute inset-y-0 min-w-[3px] rounded-sm",
          segment.end === null && "animate-breathe",
          className,
        )}
        style={{ left: `min(calc(100% - 3px), ${left * 100}%)`, width: `${width * 100}%` }}
      />
    </Tooltip>
  );
}

function inWords({ phase, end, run, verdict }: Segment, seconds: number): string {
  const time = formatDuration(seconds * 1000);
  if (run)
    return `Attempt ${run.attempt} by ${run.agent}: ${run.outcome?.replace("_", " ") ?? "running"}, ${time}`;
  if (verdict) return `In review for ${time}, then ${verdict.status} by ${verdict.reviewer}`;
  return `${phase === "review" ? "In review" : "Queued"} for ${time}${end === null ? " so far" : ""}`;
}
