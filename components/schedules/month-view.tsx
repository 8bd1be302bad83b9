"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/components/format/format-provider";
import type { PlainDate } from "@/components/format/plain-date";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useNow } from "@/components/ui/display/use-now";
import { LeftOut } from "./agenda-view";
import { DayTimes } from "./day-times";
import { addMonths, firstDay, type Month, monthOf, weeksOf } from "./month-grid";
import { byDay, type DueOfDay, useAgenda } from "./use-agenda";

type MonthViewProps = {
  /** The month shown; null for the present one. */
  month: Month | null;
  onMonth: (month: Month | null) => void;
  onOpen: (id: number) => void;
};

const DAY_SECONDS = 86_400;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The due times to come of a month, as a calendar in the reader's zone, with those of the chosen day below. */
export function MonthView({ month: asked, onMonth, onOpen }: MonthViewProps) {
  const format = useFormat();
  const today = format.dayOf(useNow());
  const month = asked !== null && asked > monthOf(today) ? asked : monthOf(today);
  const [chosen, setChosen] = useState<PlainDate | null>(null);
  // A day more on either side: the reader's days are not UTC's.
  const from = Date.parse(firstDay(month)) / 1000 - DAY_SECONDS;
  const to = Date.parse(firstDay(addMonths(month, 1))) / 1000 + DAY_SECONDS;
  const agenda = useAgenda(from, to);
  const days = byDay(agenda.data?.entries ?? [], format.dayOf);
  const isThisMonth = month === monthOf(today);
  const opened = chosen !== null && monthOf(chosen) === month ? chosen : isThisMonth ? today : null;
  const turn = (months: number) => {
    const next = addMonths(month, months);
    onMonth(next === monthOf(today) ? null : next);
  };
  return (
    <>
      <ReadingProblem reading={agenda} what="The month" />
      <div className="flex items-center gap-1 px-4 py-2">
        <h2 aria-live="polite" className="mr-auto font-medium text-sm">
          {titleOf(month, format.reader.locale)}
        </h2>
        <IconButton label="Earlier month" disabled={isThisMonth} onClick={() => turn(-1)}>
          <ChevronLeft className="size-4" />
        </IconButton>
        <IconButton label="Later month" onClick={() => turn(1)}>
          <ChevronRight className="size-4" />
        </IconButton>
      </div>
      <table className="w-full table-fixed border-collapse border-y text-xs">
        <caption className="sr-only">Due times of the month by day</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col" className="py-1 font-normal text-ink-3">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="h-16 border border-line p-0 align-top md:h-24">
                  {monthOf(day) === month ? (
                    <Day
                      day={day}
                      schedules={days.get(day) ?? []}
                      isToday={day === today}
                      isOpen={day === opened}
                      onOpen={() => setChosen(day)}
                    />
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {opened === null ? null : (
        <section aria-label={format.weekday(opened)} className="flex flex-col gap-2 px-4 py-3">
          <h3 className="font-medium text-sm">{format.weekday(opened)}</h3>
          {days.has(opened) ? (
            <DayTimes schedules={days.get(opened) ?? []} onOpen={onOpen} />
          ) : (
            <p className="text-ink-3 text-sm">Nothing is due on this day.</p>
          )}
        </section>
      )}
      {agenda.data?.has_more ? <LeftOut /> : null}
    </>
  );
}

type DayProps = {
  day: PlainDate;
  schedules: readonly DueOfDay[];
  isToday: boolean;
  isOpen: boolean;
  onOpen: () => void;
};

const MOST_NAMES = 3;

/** A day of the calendar: names where there is room, their number on a phone. */
function Day({ day, schedules, isToday, isOpen, onOpen }: DayProps) {
  const format = useFormat();
  const count = schedules.length;
  const more = count - MOST_NAMES;
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      data-stop={`day-${day}`}
      onClick={onOpen}
      className={cn(
        "flex size-full flex-col gap-0.5 p-1 text-left hover:bg-hover",
        isOpen && "bg-hover",
      )}
    >
      <span className="sr-only">
        {format.weekday(day)}: {count === 0 ? "nothing due" : counted(count)}
      </span>
      <span
        aria-hidden
        className={cn(
          "inline-flex size-5 items-center justify-center rounded-full tabular-nums",
          isToday ? "bg-accent text-on-accent" : "text-ink-2",
        )}
      >
        {Number(day.slice(8))}
      </span>
      {count === 0 ? null : (
        <span aria-hidden className="whitespace-nowrap text-2xs text-ink-2 tabular-nums md:hidden">
          {count > 99 ? "99+" : `${count} due`}
        </span>
      )}
      {schedules.slice(0, MOST_NAMES).map(({ id, name, times }) => (
        <span key={id} className="w-full truncate max-md:hidden">
          <span className="text-ink-3 tabular-nums">{format.time(times[0] as number)}</span> {name}
        </span>
      ))}
      {more > 0 ? <span className="text-ink-3 max-md:hidden">{more} more</span> : null}
    </button>
  );
}

const counted = (count: number): string =>
  count === 1 ? "1 schedule is due" : `${count} schedules are due`;

function titleOf(month: Month, locale: string | undefined): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    month: "long",
    year: "numeric",
  });
  return format.format(Date.parse(firstDay(month)));
}
