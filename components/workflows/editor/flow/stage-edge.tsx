"use client";

import { memo } from "react";
import { type Edge, type EdgeProps, getBezierPath, Position } from "reactflow";
import type { Point } from "@/components/graph/layered";
import type { EdgeKind } from "@/components/workflows/editor/document/outline";

export type StageEdge = Edge<{ kind: EdgeKind; route: readonly Point[] | null }, "stage">;

/** A way with round corners. */
function roundedPath(points: readonly Point[]): string {
  return points
    .map((corner, at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      if (!before) return `M${corner.x} ${corner.y}`;
      if (!after) return `L${corner.x} ${corner.y}`;
      const [start, end] = [towards(corner, before), towards(corner, after)];
      return `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
    })
    .join("");
}

const RADIUS = 8;

/** A point near a corner, on the way to another point. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Half of `.wf-handle`. */
const HANDLE_RADIUS = 6;

/** From a stage to one that comes after it. */
export const StageEdgeView = memo(function StageEdgeView(props: EdgeProps<StageEdge>) {
  const { selected, data, sourceX, sourceY, sourcePosition } = props;
  const isDown = sourcePosition === Position.Bottom;
  const [curve] = getBezierPath({
    ...props,
    // A line begins at the stage, and not at the far side of what one draws it from.
    sourceX: isDown ? sourceX : sourceX - HANDLE_RADIUS,
    sourceY: isDown ? sourceY - HANDLE_RADIUS : sourceY,
    curvature: 0.35,
  });
  // Until a new line is laid out with the others it goes straight.
  const path = data?.route ? roundedPath(data.route) : curve;
  return (
    <>
      <path
        d={path}
        className="wf-edge"
        data-kind={data?.kind}
        data-selected={selected || undefined}
        markerEnd={selected ? "url(#wf-arrow-selected)" : "url(#wf-arrow)"}
      />
      <path d={path} className="wf-hit" />
    </>
  );
});

/** The heads of the arrows. */
export function StageArrows() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        {["wf-arrow", "wf-arrow-selected"].map((id) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 1 10 5 0 9z" className={id} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
