"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarOff } from "lucide-react";
import { useFormat } from "@/components/format/format-provider";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useNow } from "@/components/ui/display/use-now";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

interface Entry {
  at: number;
  schedule_id: number;
  name: string;
}

const DAYS = 14;
const DAY_SECONDS = 86_400;

/** The due times of the next two weeks by day, in the reader's zone. */
export function AgendaView({ onOpen }: { onOpen: (id: number) => void }) {
  const format = useFormat();
  // By the hour, so that the query's key stays the same for a while.
  const from = Math.floor(useNow() / 3_600_000) * 3_600;
  const agenda = useQuery({
    queryKey: queryKeys.scheduleAgenda(from),
    queryFn: ({ signal }) =>
      apiGet<{ entries: Entry[]; has_more: boolean }>(
        `/api/schedules/agenda?from=${from}&to=${from + DAYS * DAY_SECONDS}`,
        signal,
      ),
  });
  if (agenda.data === undefined) {
    return (
      <>
        <ReadingProblem reading={agenda} what="The agenda" />
        <Loading label="Loading the agenda">
          <Skeleton className="m-4 h-24" />
        </Loading>
      </>
    );
  }
  const { entries, has_more } = agenda.data;
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={CalendarOff}
        title="Nothing is due"
        description="No schedule has a due time in the next two weeks."
      />
    );
  }
  return (
    <div className="divide-y divide-line">
      {byDay(entries, (ms) => format.weekday(format.dayOf(ms))).map(({ day, groups }) => (
        <section
          key={day}
          aria-label={day}
          className="flex gap-4 px-4 py-3 max-sm:flex-col max-sm:gap-1"
        >
          <h2 className="w-32 shrink-0 font-medium text-sm">{day}</h2>
          <ul className="flex min-w-0 flex-1 flex-col gap-1">
            {groups.map(({ id, name, times }) => (
              <li key={id} className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-sm">
                <button
                  type="button"
                  onClick={() => onOpen(id)}
                  className="min-w-0 break-words rounded-sm text-left hover:underline"
                >
                  {name}
                </button>
                <span className="whitespace-nowrap text-ink-3 text-xs tabular-nums">
                  {timesInWords(times, format.time)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {has_more ? (
        <p className="px-4 py-3 text-ink-3 text-xs">
          Later times of frequent schedules are left out.
        </p>
      ) : null}
    </div>
  );
}

interface Group {
  id: number;
  name: string;
  times: number[];
}

function byDay(entries: readonly Entry[], dayOf: (ms: number) => string) {
  const days = new Map<string, Map<number, Group>>();
  for (const { at, name, schedule_id: id } of entries) {
    const day = dayOf(at * 1000);
    const groups = days.get(day) ?? new Map<number, Group>();
    const group = groups.get(id) ?? { id, name, times: [] };
    group.times.push(at * 1000);
    days.set(day, groups.set(id, group));
  }
  return [...days].map(([day, groups]) => ({ day, groups: [...groups.values()] }));
}

const MOST_TIMES = 4;

function timesInWords(times: readonly number[], clock: (ms: number) => string): string {
  if (times.length <= MOST_TIMES) return times.map(clock).join(", ");
  return `${clock(times[0] as number)} to ${clock(times.at(-1) as number)}, ${times.length} times`;
}
