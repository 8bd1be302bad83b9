"use client";

import type { TaskWire } from "@/lib/tasks/shapes";
import { ReasonDialog } from "./reason-dialog";
import { useTaskActions } from "./use-task-actions";

interface CancelTaskDialogProps {
  task: TaskWire;
  onClose: () => void;
}

/** Cancels a task. A reason becomes a comment; without one, the change can be undone. */
export function CancelTaskDialog({ task, onClose }: CancelTaskDialogProps) {
  const actions = useTaskActions();
  return (
    <ReasonDialog
      title={`Cancel ${task.ticket_ref}?`}
      description={
        task.status === "in_progress"
          ? `${task.assigned_to} is working on it; its run ends as cancelled.`
          : "It will not be done, and what waits for it no longer does."
      }
      draft={{ object: `task:${task.id}`, field: "cancellation" }}
      field={{ label: "Reason", hint: "Kept as a comment. May stay empty.", maxLength: 2_000 }}
      confirm={{ label: "Cancel the task", tone: "danger" }}
      cancel="Keep it"
      send={async (reason) => ({ done: await actions.cancel(task, reason.trim() || undefined) })}
      onClose={onClose}
      className="sm:max-w-md"
    />
  );
}
