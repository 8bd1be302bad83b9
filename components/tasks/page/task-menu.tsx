"use client";

import {
  Archive,
  Ban,
  Columns3,
  Ellipsis,
  Link as LinkIcon,
  Plus,
  RotateCcw,
  Trash2,
  Undo2,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useViewer } from "@/components/sync/viewer";
import { CancelTaskDialog } from "@/components/tasks/change/cancel-task-dialog";
import { DeleteTaskDialog } from "@/components/tasks/change/delete-task-dialog";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { openCreateTask } from "@/components/tasks/create/create-task-store";
import { Button } from "@/components/ui/controls/button";
import { copyText } from "@/components/ui/controls/copy-text";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import { isTerminal } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

const giveDialog = onDemand(
  async () => (await import("@/components/tasks/create/give-dialog")).GiveDialog,
);

/** Whether it may be given to several agents: nobody has begun it, and it is neither in parts nor decided by something else. */
const isGivable = ({ status, kind, command, workflow, metadata }: TaskWire): boolean =>
  (status === "inbox" || status === "assigned") &&
  kind === "work" &&
  !command &&
  !workflow &&
  !("best_of" in metadata);

interface TaskMenuProps {
  task: TaskWire;
  /** Runs when the task is deleted. */
  onDeleted?: () => void;
}

/** The other actions on a task. */
export function TaskMenu({ task, onDeleted }: TaskMenuProps) {
  const [asking, setAsking] = useState<"cancel" | "delete" | "give" | null>(null);
  const { canWrite } = useViewer();
  const actions = useTaskActions();
  const over = isTerminal(task.status);

  async function copyLink() {
    const copied = await copyText(`${location.origin}/tasks/${task.ticket_ref}`);
    if (copied) toast("Link copied");
    else toast.error("The browser refused to copy");
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`More actions for ${task.ticket_ref}`}>
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void copyLink()}>
            <LinkIcon className="text-ink-3" />
            Copy link
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={`/canvas/${task.ticket_ref}`}>
              <Workflow className="text-ink-3" />
              Open on the canvas
            </Link>
          </DropdownMenuItem>
          {canWrite ? (
            <>
              <DropdownMenuItem
                onSelect={() => requestAnimationFrame(() => openCreateTask({ parent: task }))}
              >
                <Plus className="text-ink-3" />
                Add a child
              </DropdownMenuItem>
              {isGivable(task) ? (
                <DropdownMenuItem onSelect={() => setAsking("give")}>
                  <Columns3 className="text-ink-3" />
                  Give to several agents
                </DropdownMenuItem>
              ) : null}
              <DropdownMenuSeparator />
              {task.status === "in_progress" ? (
                <DropdownMenuItem onSelect={() => void actions.release(task)}>
                  <Undo2 className="text-ink-3" />
                  Release from {task.assigned_to}
                </DropdownMenuItem>
              ) : null}
              {over ? (
                <DropdownMenuItem onSelect={() => void actions.retry(task)}>
                  <RotateCcw className="text-ink-3" />
                  {task.status === "failed" ? "Retry" : "Reopen"}
                </DropdownMenuItem>
              ) : (
                <DropdownMenuItem onSelect={() => setAsking("cancel")}>
                  <Ban className="text-ink-3" />
                  Cancel the task
                </DropdownMenuItem>
              )}
              <DropdownMenuItem
                onSelect={() => void actions.change(task, { archived: task.archived_at === null })}
              >
                <Archive className="text-ink-3" />
                {task.archived_at === null ? "Archive" : "Take out of the archive"}
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem tone="danger" onSelect={() => setAsking("delete")}>
                <Trash2 />
                Delete for good
              </DropdownMenuItem>
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {asking === "cancel" ? (
        <CancelTaskDialog task={task} onClose={() => setAsking(null)} />
      ) : null}
      {asking === "give" ? (
        <Late of={giveDialog} props={{ task, onClose: () => setAsking(null) }} />
      ) : null}
      <DeleteTaskDialog
        task={task}
        open={asking === "delete"}
        onClose={() => setAsking(null)}
        onDeleted={onDeleted}
      />
    </>
  );
}
