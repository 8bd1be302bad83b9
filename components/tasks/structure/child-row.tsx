"use client";

import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { AssigneeName } from "@/components/tasks/fields/assignee-picker";
import { TaskRowLink } from "@/components/tasks/page/task-row-link";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { TaskWire } from "@/lib/tasks/shapes";

interface ChildRowProps {
  child: TaskWire;
  /** Before its status: the drag handle and number. */
  before?: ReactNode;
  action?: ReactNode;
}

/** One child: its status, its progress, what it waits for and who has it. */
export function ChildRow({ child, before, action }: ChildRowProps) {
  const { done, total } = child.progress;
  return (
    <TaskRowLink
      task={child}
      before={before}
      after={
        <span className="flex shrink-0 items-center gap-2">
          <WaitsFor child={child} />
          {total > 0 ? (
            <ProgressBar
              label={`Children of ${child.ticket_ref}`}
              value={done}
              max={total}
              tone="success"
              withCount
              className="w-20"
            />
          ) : null}
          {child.assigned_to ? (
            <AssigneeName name={child.assigned_to} className="max-w-28 text-ink-2 text-xs" />
          ) : null}
          {action}
        </span>
      }
    />
  );
}

function WaitsFor({ child }: { child: TaskWire }) {
  const isWaiting = !child.ready && (child.status === "inbox" || child.status === "assigned");
  if (!isWaiting) return null;
  const [first] = child.waiting_on;
  const text =
    first?.reason === "scheduled"
      ? "Waits for its time"
      : first
        ? `Waits: ${first.message}`
        : "Waits for other work";
  return (
    <Tooltip content={text}>
      <span className="flex items-center text-ink-3">
        <Hourglass aria-hidden className="size-3.5" />
        <span className="sr-only">{text}</span>
      </span>
    </Tooltip>
  );
}
