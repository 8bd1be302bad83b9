"use client";

import { Calendar } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { useNow } from "@/components/ui/display/use-now";
import type { TaskWire } from "@/lib/tasks/shapes";

export function DueDate({ task }: { task: TaskWire }) {
  const now = useNow();
  if (task.due_date === null) return null;
  const isLate = task.due_date * 1000 < now;
  return (
    <span
      suppressHydrationWarning
      className={cn("flex shrink-0 items-center gap-1", isLate && "text-danger")}
    >
      <Calendar aria-hidden className="size-3" />
      <span className="sr-only">{isLate ? "Overdue since" : "Due"}</span>
      <RelativeTime time={task.due_date} />
    </span>
  );
}
