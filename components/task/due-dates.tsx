"use client";

import { Button } from "@/components/ui/button";

/** `2026-11-24` in the reader's time zone -> the last second of that day, in Unix seconds. */
export function endOfDay(day: string): number {
  return Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000);
}

/** The date of a time, such as `2026-11-24`, in the reader's time zone. */
export function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function daysFromNow(days: number): number {
  return endOfDay(dateOf(Date.now() / 1000 + days * 86_400));
}

/** The most common choices. */
export function DueChoices({ onPick }: { onPick: (due: number) => void }) {
  const choices = [
    { label: "Today", days: 0 },
    { label: "Tomorrow", days: 1 },
    { label: "In a week", days: 7 },
  ];
  return (
    <div className="flex gap-1">
      {choices.map(({ label, days }) => (
        <Button key={label} size="sm" className="flex-1" onClick={() => onPick(daysFromNow(days))}>
          {label}
        </Button>
      ))}
    </div>
  );
}
