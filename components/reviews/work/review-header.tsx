"use client";

import { ArrowLeft, Maximize2 } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Avatar } from "@/components/ui/display/avatar";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { TaskWire } from "@/lib/tasks/shapes";

export function ReviewHeader({ task, onBack }: { task: TaskWire; onBack: () => void }) {
  return (
    <header className="flex shrink-0 items-start gap-3 border-b px-5 py-3 max-sm:px-4">
      <IconButton label="Back to the queue" onClick={onBack} className="-ml-2 lg:hidden">
        <ArrowLeft className="size-4" />
      </IconButton>
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="wrap-anywhere text-balance font-semibold text-lg leading-6">
          {task.title}
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs">
          <span className="font-mono text-2xs tabular-nums">{task.ticket_ref}</span>
          <PriorityIcon priority={task.priority} withLabel />
          {task.assigned_to ? (
            <span className="flex items-center gap-1.5 text-ink-2">
              <Avatar name={task.assigned_to} size="xs" />
              {task.assigned_to}
            </span>
          ) : null}
          <span>{task.project_name}</span>
          {task.status === "review" && task.status_changed_at ? (
            <span>
              handed in <RelativeTime time={task.status_changed_at} />
            </span>
          ) : null}
        </p>
      </div>
      <Tooltip content="Open the task" side="bottom">
        <Link
          href={`/tasks/${task.ticket_ref}`}
          aria-label={`Open the page of ${task.ticket_ref}`}
          className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "-mr-2")}
        >
          <Maximize2 aria-hidden className="size-4" />
        </Link>
      </Tooltip>
    </header>
  );
}
