"use client";

import type { Format } from "@/components/format/format";
import { useFormat } from "@/components/format/format-provider";
import { cn } from "@/components/ui/cn";
import { useChartCursor } from "@/components/ui/controls/chart-cursor";
import type { Slice } from "@/lib/agents/shapes";

/** The runs of the last day in half hours: a taller bar means more runs, red means that one failed. */
export function DayStrip({ slices }: { slices: readonly Slice[] }) {
  const format = useFormat();
  const { at, props } = useChartCursor(slices.length, "Runs by half hour", (bar) =>
    wordsOf(slices[bar], format),
  );
  const most = Math.max(1, ...slices.map((slice) => slice.runs));
  return (
    <figure>
      <div
        {...props}
        className="flex h-12 [touch-action:pan-y] items-end gap-0.5 rounded-sm border-b pb-px pointer-coarse:h-14"
      >
        {slices.map((slice, bar) => (
          <span
            key={slice.at}
            className={cn("flex h-full flex-1 flex-col justify-end", bar === at && "bg-hover")}
          >
            <span
              className={cn(
                "block rounded-t-[1px]",
                slice.runs === 0
                  ? "bg-ink/8"
                  : slice.failed > 0
                    ? "bg-danger"
                    : "bg-presence-busy/70",
              )}
              style={{
                height: slice.runs === 0 ? 2 : `${Math.max(14, (slice.runs / most) * 100)}%`,
              }}
            />
          </span>
        ))}
      </div>
      <figcaption className="mt-1.5 flex justify-between gap-x-2 text-ink-3 text-xs">
        <span className="max-sm:hidden">24 h ago</span>
        <span className="tabular-nums">
          {at === null ? summaryOf(slices) : wordsOf(slices[at], format)}
        </span>
        <span className="max-sm:hidden">Now</span>
      </figcaption>
    </figure>
  );
}

function summaryOf(slices: readonly Slice[]): string {
  const busy = slices.filter((slice) => slice.runs > 0).length;
  if (busy === 0) return "No runs in the last 24 hours";
  const failed = slices.reduce((sum, slice) => sum + slice.failed, 0);
  const ends = failed === 0 ? "no run" : failed === 1 ? "1 run" : `${failed} runs`;
  return `At work in ${busy} of ${slices.length} half hours, ${ends} ended badly`;
}

function wordsOf(slice: Slice | undefined, format: Format): string {
  if (!slice) return "";
  const from = format.time(slice.at * 1000);
  const runs = slice.runs === 1 ? "1 run" : `${slice.runs} runs`;
  return `${from}: ${runs}${slice.failed > 0 ? `, ${slice.failed} ended badly` : ""}`;
}
