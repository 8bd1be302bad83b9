"use client";

import { Plus } from "lucide-react";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { CreateTaskForm } from "./create-task-form";
import { closeCreateTask, openCreateTask, useCreateTaskDraft } from "./create-task-store";

/** The dialog that makes a task. Mounted once; `openCreateTask` opens it from anywhere. */
export function CreateTaskDialog() {
  const start = useCreateTaskDraft();
  const { canWrite } = useViewer();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "task.create",
        label: "Create a task",
        group: "Tasks",
        icon: Plus,
        keys: "c",
        keywords: ["new", "add"],
        enabled: canWrite,
        run: () => openCreateTask(),
      },
    ],
    [canWrite],
  );
  useCommands(commands, "everywhere");
  return (
    <Dialog open={start !== null && canWrite} onOpenChange={(open) => !open && closeCreateTask()}>
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
