"use client";

import { CalendarOff } from "lucide-react";
import { useFormat } from "@/components/format/format-provider";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useNow } from "@/components/ui/display/use-now";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";
import { DayTimes } from "./day-times";
import { byDay, useAgenda } from "./use-agenda";

const DAYS = 14;
const DAY_SECONDS = 86_400;

/** The due times of the next two weeks by day, in the reader's zone. */
export function AgendaView({ onOpen }: { onOpen: (id: number) => void }) {
  const format = useFormat();
  // By the hour, so that the query's key stays the same for a while.
  const from = Math.floor(useNow() / 3_600_000) * 3_600;
  const agenda = useAgenda(from, from + DAYS * DAY_SECONDS);
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
      {[...byDay(entries, (ms) => format.weekday(format.dayOf(ms)))].map(([day, schedules]) => (
        <section
          key={day}
          aria-label={day}
          className="flex gap-4 px-4 py-3 max-sm:flex-col max-sm:gap-1"
        >
          <h2 className="w-32 shrink-0 font-medium text-sm">{day}</h2>
          <DayTimes schedules={schedules} onOpen={onOpen} />
        </section>
      ))}
      {has_more ? <LeftOut /> : null}
    </div>
  );
}

/** Said where there are more due times than are shown. */
export function LeftOut() {
  return (
    <p className="px-4 py-3 text-ink-3 text-xs">Later times of frequent schedules are left out.</p>
  );
}
