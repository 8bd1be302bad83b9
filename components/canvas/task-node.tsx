"use client";

import { memo } from "react";
import type { NodeProps } from "reactflow";
import type { CanvasNode } from "./flow-nodes";
import { useNodeTask } from "./model";
import { NodeFoot } from "./node-foot";
import { NodeFrame } from "./node-frame";
import { NodeTop } from "./node-top";

/** A task that has none below it. */
export const TaskNode = memo(function TaskNode({ data }: NodeProps<CanvasNode>) {
  const task = useNodeTask(data.task);
  if (!task) return null;
  return (
    <NodeFrame task={task} data={data} kind="task">
      <NodeTop task={task} step={data.step} />
      <span className="cv-text cv-title mt-1 line-clamp-2 h-8 text-pretty break-words font-medium text-ink text-xs">
        {task.title}
      </span>
      <NodeFoot task={task} />
    </NodeFrame>
  );
});
