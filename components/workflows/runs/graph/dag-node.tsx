"use client";

import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { Elapsed } from "@/components/ui/display/elapsed";
import { STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import { STAGE_KINDS } from "@/components/workflows/stage-kinds";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";
import { NODE, type Point } from "./dag-layout";

interface DagNodeProps {
  stage: WorkflowStageWire;
  at: Point;
  isSelected: boolean;
  /** Whether the Tab key stops here. */
  isStop: boolean;
  /** Too small to be read: its name and colour alone. */
  isFar: boolean;
}

/** A stage in the graph: what it is, how it stands, who has it and for how long. The graph hears its clicks and keys. */
export const DagNode = memo(function DagNode({
  stage,
  at,
  isSelected,
  isStop,
  isFar,
}: DagNodeProps) {
  const look = STAGE_LOOK[stage.status];
  const Kind = STAGE_KINDS[stage.kind].icon;
  return (
    <button
      type="button"
      data-stage={stage.name}
      data-status={stage.status}
      tabIndex={isStop ? 0 : -1}
      aria-current={isSelected ? "true" : undefined}
      className={cn(
        "absolute flex flex-col overflow-hidden rounded-lg border border-line-strong bg-raised py-2 pr-2.5 pl-3.5 text-left hover:border-ink-3",
        isSelected && "border-accent outline-2 outline-accent outline-offset-0 hover:border-accent",
        (stage.status === "skipped" || stage.status === "cancelled") &&
          "border-dashed bg-transparent",
      )}
      style={{ left: at.x, top: at.y, width: NODE.width, height: NODE.height }}
    >
      <span aria-hidden className={cn("absolute inset-y-0 left-0 w-1 bg-current", look.text)} />
      {isFar ? (
        <>
          <span className="sr-only">{look.label} </span>
          <span className="my-auto line-clamp-2 font-semibold text-xl leading-6">{stage.name}</span>
        </>
      ) : (
        <>
          <span className="flex h-4 w-full shrink-0 items-center gap-1.5 text-2xs">
            <look.icon
              aria-hidden
              className={cn(
                "size-3.5 shrink-0",
                look.text,
                stage.status === "working" && "animate-breathe",
              )}
            />
            <span className={cn("truncate font-medium", look.text)}>{look.label}</span>
            <span className="ml-auto flex shrink-0 items-center gap-1.5 text-ink-3 tabular-nums">
              {stage.attempts > 1 ? (
                <span>
                  <span className="sr-only">, attempt </span>
                  {stage.attempts}/{Math.max(stage.attempts, stage.max_attempts)}
                </span>
              ) : null}
              {stage.started_at === null || stage.status === "skipped" ? null : (
                <Elapsed since={stage.started_at} until={stage.finished_at} />
              )}
            </span>
          </span>
          <span className="mt-1 flex w-full min-w-0 items-center gap-1.5">
            <Kind aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="truncate font-medium text-ink text-sm leading-5">{stage.name}</span>
          </span>
          <span className="mt-auto flex h-4 w-full min-w-0 items-center gap-1.5 text-2xs text-ink-2">
            <Foot stage={stage} />
          </span>
        </>
      )}
    </button>
  );
});

/** The last line: how many of its items are done, why it does not go on, or who has it. */
function Foot({ stage }: { stage: WorkflowStageWire }) {
  const { items, reason, status, agent, kind } = stage;
  if (items && items.total > 0) {
    const share = (count: number) => `${(count / items.total) * 100}%`;
    return (
      <>
        <span className="flex h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-ink/12">
          <span className="bg-status-done" style={{ width: share(items.done - items.failed) }} />
          <span className="bg-status-failed" style={{ width: share(items.failed) }} />
        </span>
        <span className="shrink-0 tabular-nums">
          {items.done} of {items.total}
        </span>
      </>
    );
  }
  const stuck = ["failed", "blocked", "skipped", "cancelled"].includes(status) ? reason : null;
  if (stuck) return <span className="truncate">{stuck}</span>;
  if (agent && kind === "agent")
    return (
      <>
        <Avatar name={agent} size="xs" />
        <span className="truncate">{agent}</span>
      </>
    );
  return <span className="truncate text-ink-3">{STAGE_KINDS[kind].label}</span>;
}
