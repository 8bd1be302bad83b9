"use client";

import { useRef, useState } from "react";
import { useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import type { TaskWire } from "@/lib/tasks/shapes";

interface EditableTitleProps {
  task: TaskWire;
  /** The heading level: 1 on a page of its own, 2 beside a list. */
  level: 1 | 2;
  className?: string;
}

/** The title, edited in place: Enter saves, Escape discards. */
export function EditableTitle({ task, level, className }: EditableTitleProps) {
  const [base, setBase] = useState<TaskWire | null>(null);
  const { canWrite } = useViewer();
  const actions = useTaskActions();
  const opener = useRef<HTMLButtonElement>(null);
  const Heading = level === 1 ? "h1" : "h2";
  const classes = cn("text-pretty font-semibold text-xl tracking-tight", className);

  function close(value: string | null) {
    const from = base;
    setBase(null);
    requestAnimationFrame(() => opener.current?.focus());
    const title = value?.replace(/\s+/g, " ").trim();
    if (from && title && title !== from.title) void actions.change(from, { title });
  }

  if (base) {
    return (
      <textarea
        aria-label="Title"
        defaultValue={base.title}
        ref={focusNow}
        rows={1}
        maxLength={500}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => close(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.currentTarget.blur();
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            event.currentTarget.value = base.title;
            event.currentTarget.blur();
          }
        }}
        className={cn(
          classes,
          "field-sizing-content -mx-2 -my-1 w-[calc(100%+1rem)] resize-none rounded-md border border-line-control bg-panel px-2 py-1",
        )}
      />
    );
  }
  return (
    <Heading className={classes}>
      {canWrite ? (
        <button
          ref={opener}
          type="button"
          onClick={() => setBase(task)}
          className="-mx-2 -my-1 rounded-md px-2 py-1 text-left hover:bg-hover"
        >
          {task.title}
          <span className="sr-only"> (edit the title)</span>
        </button>
      ) : (
        task.title
      )}
    </Heading>
  );
}

/** A stable function, so that it runs once, when the field appears. */
function focusNow(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
