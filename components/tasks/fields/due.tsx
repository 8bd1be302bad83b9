"use client";

import { Calendar } from "lucide-react";
import { formatExact } from "@/components/format/time-format";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker } from "./picker";

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

export function DueEditor({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  const set = (due_date: number | null) => void actions.change(task, { due_date });
  const _value = task.due_date === null ? "none" : dateOf(task.due_date);
  return (
    <Picker
      label="Due"
      className={className}
      content={(close) => (
        <div className="flex flex-col gap-1 p-2">
          <DueChoices
            onPick={(due) => {
              close();
              set(due);
            }}
          />
          <Input
            type="date"
            aria-label="Due date"
            defaultValue={task.due_date === null ? "" : dateOf(task.due_date)}
            onKeyDown={(event) => event.key === "Enter" && close()}
            onBlur={({ currentTarget: { value: day } }) => {
              const due = day ? endOfDay(day) : null;
              if (due !== task.due_date && (day || task.due_date !== null)) set(due);
            }}
          />
          {task.due_date === null ? null : (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                close();
                set(null);
              }}
            >
              Clear the due date
            </Button>
          )}
        </div>
      )}
    >
      <DueDate task={task} />
    </Picker>
  );
}

/** The due date, with a note when it has passed for an open task. */
export function DueDate({ task, className }: { task: TaskWire; className?: string }) {
  if (task.due_date === null) {
    return (
      <span className={cn("inline-flex items-center gap-1.5 text-ink-3", className)}>
        <Calendar aria-hidden className="size-3.5" />
        No due date
      </span>
    );
  }
  const overdue = task.completed_at === null && task.due_date * 1000 < Date.now();
  return (
    <span
      suppressHydrationWarning
      title={formatExact(task.due_date * 1000).local}
      className={cn("inline-flex items-center gap-1.5", overdue && "text-danger", className)}
    >
      <Calendar aria-hidden className="size-3.5" />
      <time suppressHydrationWarning dateTime={new Date(task.due_date * 1000).toISOString()}>
        {dateOf(task.due_date)}
      </time>
      {overdue ? "overdue" : null}
    </span>
  );
}
