"use client";

import type { Format } from "@/components/format/format";
import { useFormat } from "@/components/format/format-provider";
import { cn } from "@/components/ui/cn";
import { useChartCursor } from "@/components/ui/controls/chart-cursor";
import type { Costs } from "@/lib/runs/money-shapes";
import { ceilingOf, type Day, daysFrom } from "./days";

const HEIGHT = 152;
/** Where a day of unknown cost is marked, under the line of zero. */
const FOOT = 6;

/** What each day cost. A day that is pointed at, touched or reached by arrows says more of itself. */
export function DayChart({ costs, days: count }: { costs: Costs; days: number }) {
  const format = useFormat();
  const days = daysFrom(costs.since, count, costs.groups);
  const { at: pointed, props } = useChartCursor(days.length, "Cost by day", (bar) =>
    days[bar] ? wordsOf(days[bar], format) : "",
  );
  const top = ceilingOf(days.map(({ cost }) => cost ?? 0));
  const shown = pointed === null ? undefined : days[pointed];
  return (
    <figure className="px-4 pt-3 pb-4">
      <figcaption className="flex min-h-5 flex-wrap items-baseline gap-x-3 text-xs">
        <span className="font-medium text-ink">Cost by day</span>
        <span className="text-ink-3 tabular-nums">
          {shown ? wordsOf(shown, format) : "Days are those of UTC"}
        </span>
        {days.some(({ unknown }) => unknown > 0) ? (
          <span aria-hidden className="ml-auto flex items-center gap-1.5 text-ink-3 max-sm:hidden">
            <span className="h-[3px] w-3 rounded-full bg-warning" />
            with runs of unknown cost
          </span>
        ) : null}
      </figcaption>
      <div className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div
          aria-hidden
          className="relative w-12 text-right text-2xs text-ink-3 tabular-nums"
          style={{ height: HEIGHT }}
        >
          {[1, 0.5, 0].map((share) => (
            <span
              key={share}
              className="-translate-y-1/2 absolute right-0"
              style={{ top: (1 - share) * (HEIGHT - FOOT) }}
            >
              {share === 0 ? "0" : format.cost(top * share)}
            </span>
          ))}
        </div>
        <div {...props} className="[touch-action:pan-y] rounded-sm">
          <svg aria-hidden width="100%" height={HEIGHT} className="block overflow-visible">
            {[1, 0.5, 0].map((share) => (
              <line
                key={share}
                x1="0"
                x2="100%"
                y1={(1 - share) * (HEIGHT - FOOT)}
                y2={(1 - share) * (HEIGHT - FOOT)}
                className={share === 0 ? "stroke-line-strong" : "stroke-line"}
              />
            ))}
            {days.map((day, index) => (
              <Bar
                key={day.key}
                day={day}
                share={(day.cost ?? 0) / top}
                index={index}
                count={count}
                isPointed={index === pointed}
              />
            ))}
          </svg>
        </div>
        <span />
        <div aria-hidden className="mt-1 flex justify-between text-2xs text-ink-3 tabular-nums">
          {[0, Math.floor((count - 1) / 2), count - 1].map((index) => (
            <span key={index}>
              {days[index] ? format.day(days[index].key, days[index].key) : null}
            </span>
          ))}
        </div>
      </div>
      <table className="sr-only">
        <caption>Cost by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Cost</th>
            <th scope="col">Runs</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ runs }) => runs > 0)
            .map((day) => (
              <tr key={day.key}>
                <th scope="row">{format.day(day.key, day.key)}</th>
                <td>{costWords(day, format)}</td>
                <td>{format.number(day.runs)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}

type BarProps = {
  day: Day;
  share: number;
  index: number;
  count: number;
  isPointed: boolean;
};

function Bar({ day, share, index, count, isPointed }: BarProps) {
  const width = 100 / count;
  const height = share * (HEIGHT - FOOT);
  const gap = count > 45 ? 0.15 : 0.22;
  const x = `${(index + gap / 2) * width}%`;
  return (
    <g>
      <rect
        x={`${index * width}%`}
        width={`${width}%`}
        height={HEIGHT}
        className={isPointed ? "fill-hover" : "fill-transparent"}
      />
      <rect
        x={x}
        width={`${width * (1 - gap)}%`}
        y={HEIGHT - FOOT - height}
        height={Math.max(height, day.cost ? 1 : 0)}
        rx={1.5}
        className={cn(isPointed ? "fill-accent-hover" : "fill-accent", "transition-[fill]")}
      />
      {day.unknown > 0 ? (
        <rect
          x={x}
          width={`${width * (1 - gap)}%`}
          y={HEIGHT - FOOT + 3}
          height={3}
          rx={1.5}
          className="fill-warning"
        />
      ) : null}
    </g>
  );
}

function wordsOf(day: Day, format: Format): string {
  const label = format.weekday(day.key);
  if (day.runs === 0) return `${label}: nothing ran`;
  return `${label}: ${costWords(day, format)}, ${format.number(day.runs)} ${day.runs === 1 ? "run" : "runs"}`;
}

function costWords({ cost, unknown, runs }: Day, format: Format): string {
  if (cost === null) return "cost unknown";
  return `${format.cost(cost)}${unknown > 0 ? ` and ${unknown} of ${runs} unknown` : ""}`;
}
