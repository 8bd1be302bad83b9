import type { Format } from "@/components/format/format";
import { useFormat } from "@/components/format/format-provider";
import { cn } from "@/components/ui/cn";
import type { Slice } from "@/lib/agents/shapes";

/** The runs of the last day in half hours: a taller bar means more runs, red means that one failed. */
export function DayStrip({ slices }: { slices: readonly Slice[] }) {
  const format = useFormat();
  const most = Math.max(1, ...slices.map((slice) => slice.runs));
  const busy = slices.filter((slice) => slice.runs > 0).length;
  const failed = slices.reduce((sum, slice) => sum + slice.failed, 0);
  const summary =
    busy === 0
      ? "No runs in the last 24 hours"
      : `At work in ${busy} of ${slices.length} half hours, ${failed === 0 ? "no run" : failed === 1 ? "1 run" : `${failed} runs`} ended badly`;
  return (
    <figure>
      <div role="img" aria-label={summary} className="flex h-12 items-end gap-0.5 border-b pb-px">
        {slices.map((slice) => (
          <span
            key={slice.at}
            title={titleOf(slice, format)}
            className="flex h-full flex-1 flex-col justify-end hover:bg-hover"
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
      <figcaption className="mt-1.5 flex justify-between text-ink-3 text-xs">
        <span className="max-sm:hidden">24 h ago</span>
        <span>{summary}</span>
        <span className="max-sm:hidden">Now</span>
      </figcaption>
    </figure>
  );
}

function titleOf(slice: Slice, format: Format): string {
  const from = format.time(slice.at * 1000);
  const runs = slice.runs === 1 ? "1 run" : `${slice.runs} runs`;
  return `${from}: ${runs}${slice.failed > 0 ? `, ${slice.failed} ended badly` : ""}`;
}
