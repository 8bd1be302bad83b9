"use client";

import { Ban, SignalHigh, Tag, UserRound, X } from "lucide-react";
import { runCommand } from "@/components/shell/keys/command-registry";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { TaskWire } from "@/lib/tasks/shapes";

interface BulkBarProps {
  tasks: readonly TaskWire[];
  /** The number of tasks in the list. */
  shown: number;
  onSelectAll: () => void;
  onClear: () => void;
}

/** The bulk actions for the selected tasks. */
export function BulkBar({ tasks, shown, onSelectAll, onClear }: BulkBarProps) {
  const actions = useTaskActions();
  const some = tasks.length > 0;
  useAnnounced(some ? `${tasks.length} selected` : null);
  return (
    <>
      {some ? (
        <div
          role="toolbar"
          aria-label="Selected tasks"
          className="absolute inset-x-3 bottom-3 z-10 mr-auto flex w-fit max-w-full animate-fade-in flex-wrap items-center gap-0.5 rounded-lg border border-line-strong bg-raised p-1 shadow-overlay"
        >
          <span className="shrink-0 px-2 text-sm tabular-nums">{tasks.length} selected</span>
          {tasks.length < shown ? (
            <Button variant="ghost" size="sm" onClick={onSelectAll}>
              Select all {shown}
            </Button>
          ) : null}
          <Button variant="ghost" size="sm" onClick={() => runCommand("task.assigned_to")}>
            <UserRound aria-hidden className="size-4" />
            Assign
          </Button>
          <Button variant="ghost" size="sm" onClick={() => runCommand("task.priority")}>
            <SignalHigh aria-hidden className="size-4" />
            Priority
          </Button>
          <Button variant="ghost" size="sm" onClick={() => runCommand("task.labels")}>
            <Tag aria-hidden className="size-4" />
            Labels
          </Button>
          <ConfirmDialog
            trigger={
              <Button variant="danger-ghost" size="sm">
                <Ban aria-hidden className="size-4" />
                Cancel tasks
              </Button>
            }
            title={tasks.length === 1 ? "Cancel 1 task?" : `Cancel ${tasks.length} tasks?`}
            description="They will not be done, and what waits for them no longer does. Those that were new can be brought back with Undo."
            confirmLabel={tasks.length === 1 ? "Cancel the task" : "Cancel the tasks"}
            cancelLabel="Keep"
            onConfirm={() => {
              void actions.bulk(tasks, { status: "cancelled" });
              onClear();
            }}
          />
          <IconButton label="Clear the selection" keys="escape" size="icon-sm" onClick={onClear}>
            <X className="size-4" />
          </IconButton>
        </div>
      ) : null}
    </>
  );
}
