"use client";

import { Ban, CornerDownLeft } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { useDrag } from "./drag-store";
import { needsAgent, refusalOf } from "./move-rules";

type DropHintProps = { status: TaskStatus; lane?: string | null; laneTitle?: string };

/** While a card is dragged: why the column refuses it, or what a drop will do. */
export function DropHint({ status, lane = null, laneTitle }: DropHintProps) {
  const drag = useDrag((current) => current);
  if (!drag) return null;
  const { task, from, over } = drag;
  const isOver = over?.status === status && over.lane === lane;
  const isHome = from.status === status && from.lane === lane;
  const refusal = refusalOf(task, status);
  if (isHome || (!refusal && !isOver)) return null;
  if (lane !== null && !isOver) return null;
  const to =
    laneTitle && from.lane !== lane
      ? `${STATUS[status].label}, ${laneTitle}`
      : STATUS[status].label;
  const Icon = refusal ? Ban : CornerDownLeft;
  const asks = needsAgent(task.assigned_to, status) ? " and choose an agent" : "";
  return (
    <p
      className={cn(
        "pointer-events-none absolute inset-x-1.5 top-1 z-10 flex items-start gap-1.5 rounded-md border bg-raised px-2 py-1.5 text-xs shadow-raised",
        refusal ? "text-ink-2" : "border-accent text-ink",
        refusal && isOver && "border-danger",
      )}
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-3 shrink-0", refusal ? "text-danger" : "text-accent-ink")}
      />
      <span className="min-w-0">{refusal ?? `Drop to move to ${to}${asks}`}</span>
    </p>
  );
}
