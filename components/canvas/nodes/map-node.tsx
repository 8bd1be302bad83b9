"use client";

import { memo } from "react";
import type { MiniMapNodeProps } from "reactflow";
import { useModel, useNodeTask } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import { STATUS } from "@/components/ui/display/status";

/** A crowd on the small map: its containers alone, which are always there. */
export const MapContainer = memo(function MapContainer({
  id,
  x,
  y,
  width,
  height,
}: MiniMapNodeProps) {
  const { graph } = useModel();
  if (!graph.hierarchy.children.has(Number(id))) return null;
  return <rect x={x} y={y} width={width} height={height} className="fill-ink" fillOpacity={0.12} />;
});

/** A node on the small map: a container as its outline, a task in the colour of its status. */
export const MapNode = memo(function MapNode({ id, x, y, width, height }: MiniMapNodeProps) {
  const { graph } = useModel();
  const task = useNodeTask(Number(id));
  if (!task) return null;
  const isGroup = graph.hierarchy.children.has(task.id);
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      fill="currentColor"
      className={cn(isGroup ? "text-ink" : STATUS[task.status].text)}
      fillOpacity={isGroup ? 0.08 : 0.8}
    />
  );
});
