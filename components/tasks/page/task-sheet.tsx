"use client";

import dynamic from "next/dynamic";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { Sheet, SheetContent } from "@/components/ui/overlays/sheet";
import { TaskSkeleton } from "./task-skeleton";

const TaskPanel = dynamic(() => import("./task-panel").then((room) => room.TaskPanel), {
  loading: TaskSkeleton,
});

type TaskSheetProps = { taskRef: string | null; onClose: () => void };

/** The open task beside the board. */
export function TaskSheet({ taskRef, onClose }: TaskSheetProps) {
  return (
    <Sheet open={taskRef !== null} onOpenChange={(open) => !open && onClose()}>
      {taskRef === null ? null : (
        <SheetContent title={`Task ${taskRef}`} hideTitle>
          <div className="min-h-0 flex-1">
            <TaskPanel
              taskRef={taskRef}
              onClose={onClose}
              actions={(task) => <VerdictButtons task={task} />}
            />
          </div>
        </SheetContent>
      )}
    </Sheet>
  );
}
