"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ApiError } from "@/components/sync/api";
import { useTask } from "@/components/sync/data/use-task";
import { hasFailed, type Reading, ReadingProblem } from "@/components/sync/reading-problem";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { TaskWire } from "@/lib/tasks/shapes";
import { TaskBody } from "./task-body";
import { TaskMenu } from "./task-menu";
import { TaskNextStep } from "./task-next-step";
import { TaskSkeleton } from "./task-skeleton";

interface TaskPanelProps {
  /** The task's ticket_ref or id. */
  taskRef: string | number;
  /** The task as the server read it for the first paint. */
  initial?: TaskWire;
  onClose?: () => void;
  /** Buttons of the surrounding screen for this task: a verdict, the next one. */
  actions?: (task: TaskWire) => ReactNode;
}

/** The whole task beside a list, to read, change and discuss in place. */
export function TaskPanel({ taskRef, initial, onClose, actions }: TaskPanelProps) {
  const reading = useTask(taskRef, initial);
  const { data } = reading;
  const task = data?.task;
  return (
    <section
      aria-label={`Task ${task?.ticket_ref ?? taskRef}`}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <div className="flex min-h-12 shrink-0 items-center gap-1 border-b px-4">
        <span className="font-mono text-ink-3 text-xs">{task?.ticket_ref ?? taskRef}</span>
        {task ? <CopyButton value={task.ticket_ref} label="Copy the reference" /> : null}
        <div className="ml-auto flex items-center gap-1">
          {task ? (
            <>
              <TaskNextStep task={task} />
              {actions?.(task)}
              <TaskMenu task={task} onDeleted={onClose} />
              <Tooltip content="Open the page" side="bottom">
                <Link
                  href={`/tasks/${task.ticket_ref}`}
                  aria-label={`Open the page of ${task.ticket_ref}`}
                  className={buttonVariants({ variant: "ghost", size: "icon" })}
                >
                  <Maximize2 aria-hidden className="size-4" />
                </Link>
              </Tooltip>
            </>
          ) : null}
          {onClose ? (
            <IconButton label="Close the task" keys="escape" onClick={onClose}>
              <X className="size-4" />
            </IconButton>
          ) : null}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <TaskError reading={reading} />
        {hasFailed(reading) ? null : task ? (
          <TaskBody key={task.id} task={task} />
        ) : (
          <TaskSkeleton />
        )}
      </div>
    </section>
  );
}

function TaskError({ reading }: { reading: Reading }) {
  const { error } = reading;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <ErrorState
        title="There is no such task"
        message="It was deleted, or the link is wrong."
        fix="Choose another one from the list."
      />
    );
  }
  return <ReadingProblem reading={reading} what="The task" />;
}
