"use client";

import { Calendar } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { formatExact } from "@/components/ui/time-format";
import type { TaskWire } from "@/lib/tasks/shapes";
import { DueChoices, dateOf, endOfDay } from "./due-dates";
import { Picker } from "./picker";
import { useTaskActions } from "./use-task-actions";

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
