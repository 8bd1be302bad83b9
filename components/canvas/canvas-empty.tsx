"use client";

import { Workflow } from "lucide-react";
import { useViewer } from "@/components/sync/viewer";
import { openCreateTask } from "@/components/tasks/create/create-task-store";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import type { CanvasView } from "./canvas-view";
import type { SetCanvasView } from "./use-canvas-view";

/** Nothing hangs together yet, or not here. */
export function CanvasEmpty({ view, setView }: { view: CanvasView; setView: SetCanvasView }) {
  const { canWrite } = useViewer();
  if (view.project !== null || !view.finished) {
    return (
      <EmptyState
        icon={Workflow}
        title="Nothing here"
        description="No epic, pipeline or dependency in what you chose to see."
      >
        <Button onClick={() => void setView({ project: null, finished: null })}>
          Show everything
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Workflow}
      title="Nothing hangs together yet"
      description="The canvas shows tasks with others inside, the order of steps, and what blocks what. Create a task and add one inside it, or link two of them."
    >
      {canWrite ? (
        <Button variant="primary" onClick={() => openCreateTask()}>
          Create a task
        </Button>
      ) : null}
      <Button onClick={() => void setView({ loose: true })}>Show single tasks</Button>
    </EmptyState>
  );
}
