"use client";

import { Play, RotateCcw } from "lucide-react";
import { useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import type { TaskWire } from "@/lib/tasks/shapes";

/** The most likely next action on a stuck or finished task. Verdicts are in VerdictBar. */
export function TaskNextStep({ task }: { task: TaskWire }) {
  const { canWrite } = useViewer();
  const actions = useTaskActions();
  if (!canWrite) return null;
  if (task.status === "blocked") {
    const status = task.assigned_to === null ? "inbox" : "assigned";
    return (
      <Button onClick={() => void actions.change(task, { status })}>
        <Play aria-hidden className="size-4" />
        Unblock
      </Button>
    );
  }
  if (task.status === "failed") {
    return (
      <Button onClick={() => void actions.retry(task)}>
        <RotateCcw aria-hidden className="size-4" />
        Retry
      </Button>
    );
  }
  if (task.status === "assigned" && (task.dispatch_hold || task.next_attempt_at !== null)) {
    return (
      <Button onClick={() => void actions.tryNow(task)}>
        <RotateCcw aria-hidden className="size-4" />
        Try now
      </Button>
    );
  }
  return null;
}
