import { CalendarClock } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/elapsed";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TaskWire } from "@/lib/tasks/shapes";
import { DueDate } from "./due-date";

/** The time that matters in its status: since when it is in progress or in review, when it ended, or when it is due. */
export function CardTime({ task }: { task: TaskWire }) {
  const { status } = task;
  if (status === "in_progress" && task.claimed_at !== null) {
    return (
      <span className="flex shrink-0 items-center gap-2">
        <DueDate task={task} />
        <Elapsed since={task.claimed_at} className={cn("text-status-in-progress text-xs")} />
      </span>
    );
  }
  if (
    (status === "done" || status === "failed" || status === "cancelled") &&
    task.completed_at !== null
  ) {
    return <RelativeTime time={task.completed_at} className="shrink-0" />;
  }
  if (status === "review" && task.status_changed_at !== null) {
    return <RelativeTime time={task.status_changed_at} className="shrink-0" />;
  }
  if (task.due_date !== null) return <DueDate task={task} />;
  if (task.scheduled_for !== null && !task.ready) {
    return (
      <span className="flex shrink-0 items-center gap-1">
        <CalendarClock aria-hidden className="size-3" />
        <RelativeTime time={task.scheduled_for} />
      </span>
    );
  }
  return <RelativeTime time={task.created_at} className="shrink-0" />;
}
