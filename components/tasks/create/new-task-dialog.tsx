"use client";

import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { CreateTaskForm } from "./create-task-form";
import { closeCreateTask, type TaskDraft } from "./create-task-store";

interface NewTaskDialogProps {
  open: boolean;
  start: TaskDraft | null;
}

/** The dialog of `CreateTaskDialog`, and the form in it. */
export function NewTaskDialog({ open, start }: NewTaskDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && closeCreateTask()}>
      {start ? (
        <DialogContent
          title={start.parent ? `New child of ${start.parent.ticket_ref}` : "New task"}
          className="sm:max-w-2xl"
        >
          <CreateTaskForm start={start} onClose={closeCreateTask} />
        </DialogContent>
      ) : null}
    </Dialog>
  );
}
