"use client";

import { Plus } from "lucide-react";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import { openCreateTask, useCreateTaskDraft } from "./create-task-store";

const dialog = onDemand(async () => (await import("./new-task-dialog")).NewTaskDialog);

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
  return <LateOverlay of={dialog} props={{ open: start !== null && canWrite, start }} />;
}
