"use client";

import { CornerDownRight } from "lucide-react";
import { stepOf, useParent } from "@/components/sync/data/use-parent";
import { cn } from "@/components/ui/cn";
import type { TaskWire } from "@/lib/tasks/shapes";

interface TaskPlaceProps {
  task: TaskWire;
  /** A parent that the screen already names elsewhere. */
  without?: number;
  className?: string;
}

/** The position of a listed task: its parent, and its step number. */
export function TaskPlace({ task, without, className }: TaskPlaceProps) {
  const parent = useParent(task.parent_id);
  const step = stepOf(task, parent);
  const isNamed = task.parent_id === without;
  if (task.parent_id === null || (isNamed && !step)) return null;
  return (
    <span
      title={parent ? `${parent.ticket_ref} ${parent.title}` : undefined}
      className={cn("flex min-h-4 min-w-0 items-center gap-1 text-ink-3", className)}
    >
      <CornerDownRight aria-hidden className="size-3 shrink-0" />
      {isNamed ? null : (
        <span className="truncate">
          <span className="sr-only">Part of </span>
          {parent?.title}
        </span>
      )}
      {step ? (
        <span className="shrink-0 tabular-nums">
          {isNamed ? "Step" : "· step"} {step.no}/{step.of}
        </span>
      ) : null}
    </span>
  );
}
