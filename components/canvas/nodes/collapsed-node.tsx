"use client";

import { memo } from "react";
import type { NodeProps } from "reactflow";
import { type CanvasTask, tallyOf } from "@/components/canvas/model/canvas-task";
import { descendantsOf } from "@/components/canvas/model/hierarchy";
import { useModel, useNodeTask } from "@/components/canvas/model/model";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { CanvasNode } from "./flow-nodes";
import { NodeFrame } from "./node-frame";
import { FoldMark, NodeProgress, NodeTop } from "./node-parts";

/** A container that is closed: how many of those inside are in which status. */
export const CollapsedNode = memo(function CollapsedNode({ data }: NodeProps<CanvasNode>) {
  const { graph } = useModel();
  const task = useNodeTask(data.task);
  if (!task) return null;
  const inside = descendantsOf(graph.hierarchy, task.id)
    .map(graph.task)
    .filter((one): one is CanvasTask => one !== undefined);
  return (
    <NodeFrame task={task} data={data} kind="collapsed">
      <NodeTop task={task} step={data.step} />
      <span className="mt-1 flex h-4 min-w-0 items-center gap-1">
        <FoldMark open={false} />
        <span className="cv-text cv-title min-w-0 truncate font-medium text-ink text-xs">
          {task.title}
        </span>
      </span>
      <span className="cv-text mt-1 flex h-4 items-center gap-2.5 overflow-hidden text-2xs text-ink-2 tabular-nums">
        {tallyOf(inside).map(([status, count]) => (
          <span key={status} className="flex shrink-0 items-center gap-1">
            <StatusIcon status={status} className="size-3" />
            {count}
          </span>
        ))}
      </span>
      <NodeProgress task={task} className="mt-1" />
    </NodeFrame>
  );
});
