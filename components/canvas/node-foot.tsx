"use client";

import { CircleAlert, Hourglass, type LucideIcon, OctagonMinus } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import type { CanvasTask } from "./canvas-task";
import { ElapsedSince } from "./elapsed-since";
import { useModel } from "./model";
import { waitsFor } from "./waiting";

/** The last line of a node: why it does not move, or who has it and since when. */
export function NodeFoot({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const reason = reasonOf(task, waitsFor(graph, task));
  return (
    <span className="cv-text mt-1 flex h-4 items-center gap-1.5 text-2xs text-ink-2">
      {reason ? (
        <>
          <reason.icon aria-hidden className={cn("size-3 shrink-0", reason.tone)} />
          <span className="min-w-0 flex-1 truncate">{reason.text}</span>
        </>
      ) : (
        <Holder task={task} />
      )}
      {task.status === "in_progress" && task.claimed_at !== null ? (
        <ElapsedSince seconds={task.claimed_at} />
      ) : null}
    </span>
  );
}

export function Holder({ task }: { task: CanvasTask }) {
  if (task.assigned_to === null) {
    const free = task.ready && (task.status === "inbox" || task.status === "assigned");
    return <span className="flex-1 text-ink-3">{free ? "Ready for anyone" : ""}</span>;
  }
  return (
    <>
      <Avatar name={task.assigned_to} size="xs" />
      <span className="min-w-0 flex-1 truncate">{task.assigned_to}</span>
    </>
  );
}

interface Reason {
  icon: LucideIcon;
  tone: string;
  text: string;
}

function reasonOf(task: CanvasTask, waits: string | null): Reason | null {
  if (task.status === "blocked") {
    const text = task.blocked_reason ?? "No reason given";
    return { icon: OctagonMinus, tone: "text-status-blocked", text };
  }
  if (task.status === "failed" && task.error_message) {
    return { icon: CircleAlert, tone: "text-status-failed", text: task.error_message };
  }
  if (!waits) return null;
  return {
    icon: Hourglass,
    tone: "text-ink-3",
    text: waits.charAt(0).toUpperCase() + waits.slice(1),
  };
}
