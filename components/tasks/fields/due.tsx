"use client";

import { Calendar } from "lucide-react";
import { useRef } from "react";
import { useFormat } from "@/components/format/format-provider";
import { addDays, type PlainDate } from "@/components/format/plain-date";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { useNow } from "@/components/ui/display/use-now";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker } from "./picker";

/** The last day that the API takes. */
const LAST_DAY = "2099-12-31";

const CHOICES = [
  { label: "Today", days: 0 },
  { label: "Tomorrow", days: 1 },
  { label: "In a week", days: 7 },
];

/** The most common choices. */
export function DueChoices({ onPick }: { onPick: (due: PlainDate) => void }) {
  const format = useFormat();
  return (
    <div className="flex gap-1">
      {CHOICES.map(({ label, days }) => (
        <Button
          key={label}
          size="sm"
          className="flex-1"
          onClick={() => onPick(addDays(format.dayOf(Date.now()), days))}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

export function DueEditor({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  const set = (due_on: PlainDate | null) => void actions.change(task, { due_on });
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
          <DueInput value={task.due_on} onChange={set} onEnter={close} />
          {task.due_on === null ? null : (
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

interface DueInputProps {
  value: PlainDate | null;
  onChange: (day: PlainDate | null) => void;
  onEnter: () => void;
}

/** Reports another day when it is left or confirmed, and nothing when it was only looked at. */
function DueInput({ value, onChange, onEnter }: DueInputProps) {
  const reported = useRef(value ?? "");
  const report = ({ value: day, validity }: HTMLInputElement) => {
    // A day half typed, or out of reach, is no answer.
    if (day === reported.current || !validity.valid) return;
    reported.current = day;
    onChange(day === "" ? null : day);
  };
  return (
    <Input
      type="date"
      aria-label="Due date"
      min="1970-01-01"
      max={LAST_DAY}
      defaultValue={value ?? ""}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== "Enter") return;
        report(currentTarget);
        onEnter();
      }}
      onBlur={({ currentTarget }) => report(currentTarget)}
    />
  );
}

/** The due day, with a note when it has passed for an open task. */
export function DueDate({ task, className }: { task: TaskWire; className?: string }) {
  const format = useFormat();
  const today = format.dayOf(useNow());
  if (task.due_on === null) {
    return (
      <span className={cn("inline-flex items-center gap-1.5 text-ink-3", className)}>
        <Calendar aria-hidden className="size-3.5" />
        No due date
      </span>
    );
  }
  const overdue = task.completed_at === null && task.due_on < today;
  return (
    <span className={cn("inline-flex items-center gap-1.5", overdue && "text-danger", className)}>
      <Calendar aria-hidden className="size-3.5" />
      <time dateTime={task.due_on}>{format.day(task.due_on, today)}</time>
      {overdue ? "overdue" : null}
    </span>
  );
}

/** The due day by its distance, for a card; nothing where none is set. */
export function DueMark({ task }: { task: TaskWire }) {
  const format = useFormat();
  const today = format.dayOf(useNow());
  if (task.due_on === null) return null;
  const isLate = task.due_on < today;
  return (
    <Tooltip content={format.weekday(task.due_on)}>
      <span className={cn("flex shrink-0 items-center gap-1", isLate && "text-danger")}>
        <Calendar aria-hidden className="size-3" />
        <span className="sr-only">{isLate ? "Overdue since" : "Due"}</span>
        <time dateTime={task.due_on}>{format.nearDay(task.due_on, today)}</time>
      </span>
    </Tooltip>
  );
}
