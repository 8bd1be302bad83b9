"use client";

import { memo } from "react";
import { type NodeProps, useStore } from "reactflow";
import { isFine } from "@/components/canvas/layout/sizes";
import { useNodeTask } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import type { CanvasNode } from "./flow-nodes";
import { NodeFrame } from "./node-frame";
import { NodeFoot, NodeTop } from "./node-parts";

/** A task that has none below it. */
export const TaskNode = memo(function TaskNode({ data }: NodeProps<CanvasNode>) {
  const task = useNodeTask(data.task);
  const fine = useStore(isFine);
  if (!task) return null;
  return (
    <NodeFrame task={task} data={data} kind="task">
      <NodeTop task={task} step={data.step} fine={fine} />
      <span
        className={cn(
          "cv-text cv-title mt-1 line-clamp-2 text-pretty break-words font-medium text-ink",
          fine ? "h-8 text-xs" : "h-11 text-[17px] leading-[22px]",
        )}
      >
        {task.title}
      </span>
      {fine ? <NodeFoot task={task} /> : null}
    </NodeFrame>
  );
});
