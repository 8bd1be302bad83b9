"use client";

import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useTaskActions } from "./use-task-actions";

interface DeleteTaskDialogProps {
  task: TaskWire;
  open: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}

/** What `DeleteTaskDialog` fetches. */
export function DeleteTaskDialogRendered({
  task,
  open,
  onClose,
  onDeleted,
}: DeleteTaskDialogProps) {
  const actions = useTaskActions();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${task.ticket_ref}?`}
      description={
        <>
          “{task.title}” goes for good, with its comments, verdicts and links. Its runs stay in the
          sums. To keep it out of sight instead, archive it.
        </>
      }
      confirmLabel="Delete for good"
      onConfirm={async () => {
        await actions.remove(task);
        onDeleted?.();
      }}
    />
  );
}
