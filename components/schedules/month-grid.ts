import { addDays, type PlainDate } from "@/components/format/plain-date";

/** A month as the address has it: `2026-11`. */
export type Month = string;

export const monthOf = (day: PlainDate): Month => day.slice(0, 7);

/** The month that many months later. */
export function addMonths(month: Month, months: number): Month {
  const [year = 0, at = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, at - 1 + months, 1)).toISOString().slice(0, 7);
}

export const firstDay = (month: Month): PlainDate => `${month}-01`;

/** The weeks of a month from Monday to Sunday, with the days of other months that complete the first and the last. */
export function weeksOf(month: Month): PlainDate[][] {
  const first = firstDay(month);
  const weekday = (new Date(first).getUTCDay() + 6) % 7;
  const weeks: PlainDate[][] = [];
  for (
    let day = addDays(first, -weekday);
    day < firstDay(addMonths(month, 1));
    day = addDays(day, 7)
  )
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
  return weeks;
}
