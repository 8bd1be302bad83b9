"use client";

import { useFormat } from "@/components/format/format-provider";
import type { DueOfDay } from "./use-agenda";

type DayTimesProps = { schedules: readonly DueOfDay[]; onOpen: (id: number) => void };

/** The schedules that are due on a day, with their times. */
export function DayTimes({ schedules, onOpen }: DayTimesProps) {
  const format = useFormat();
  return (
    <ul className="flex min-w-0 flex-1 flex-col gap-1">
      {schedules.map(({ id, name, times }) => (
        <li key={id} className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-sm">
          <button
            type="button"
            onClick={() => onOpen(id)}
            dir="auto"
            className="wrap-anywhere min-w-0 rounded-sm text-left hover:underline"
          >
            {name}
          </button>
          <span className="whitespace-nowrap text-ink-3 text-xs tabular-nums">
            {timesInWords(times, format.time)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const MOST_TIMES = 4;

function timesInWords(times: readonly number[], clock: (ms: number) => string): string {
  if (times.length <= MOST_TIMES) return times.map(clock).join(", ");
  return `${clock(times[0] as number)} to ${clock(times.at(-1) as number)}, ${times.length} times`;
}
