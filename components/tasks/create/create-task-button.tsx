"use client";

import { Plus } from "lucide-react";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { openCreateTask, type TaskDraft } from "./create-task-store";

/** Opens the dialog that makes a task. Not there for those who may not. */
export function CreateTaskButton({ start }: { start?: TaskDraft }) {
  const { canWrite } = useViewer();
  if (!canWrite) return null;
  return (
    <Button variant="primary" onClick={() => openCreateTask(start)}>
      <Plus aria-hidden className="size-4" />
      New task
    </Button>
  );
}
