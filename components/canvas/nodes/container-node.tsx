"use client";

import { memo } from "react";
import { type NodeProps, useStore } from "reactflow";
import { isFine } from "@/components/canvas/layout/sizes";
import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import { useNodeTask } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import { ElapsedSince } from "./elapsed-since";
import type { CanvasNode } from "./flow-nodes";
import { NodeFrame } from "./node-frame";
import { FoldMark, Holder, NodeProgress, NodeTop } from "./node-parts";

/** A task that holds others, opened: its head, and what is inside below it. */
export const ContainerNode = memo(function ContainerNode({ data }: NodeProps<CanvasNode>) {
  const task = useNodeTask(data.task);
  const fine = useStore(isFine);
  if (!task) return null;
  return (
    <NodeFrame task={task} data={data} kind="container">
      <NodeTop task={task} step={data.step} />
      <span className="mt-1 flex h-5 min-w-0 items-center gap-1.5">
        <FoldMark open />
        <span
          className={cn(
            "cv-text cv-title min-w-0 truncate font-semibold text-ink",
            fine ? "text-sm" : "text-[20px]",
          )}
        >
          {task.title}
        </span>
        <Holding task={task} />
      </span>
      <NodeProgress task={task} className="mt-1.5" />
      <span className="cv-far-title absolute inset-x-4 top-2 font-semibold text-ink">
        {task.title}
      </span>
    </NodeFrame>
  );
});

/** Parents are seldom worked on themselves; who does is said at the end of the head. */
function Holding({ task }: { task: CanvasTask }) {
  if (task.assigned_to === null) return null;
  return (
    <span className="cv-text ml-auto flex max-w-40 shrink-0 items-center gap-1.5 text-2xs text-ink-2">
      <Holder task={task} />
      {task.status === "in_progress" && task.claimed_at !== null ? (
        <ElapsedSince seconds={task.claimed_at} />
      ) : null}
    </span>
  );
}
