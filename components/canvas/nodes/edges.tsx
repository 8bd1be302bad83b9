"use client";

import { memo } from "react";
import { type EdgeProps, getBezierPath, getSmoothStepPath } from "reactflow";
import { type CanvasLine, isHolding } from "@/components/canvas/model/canvas-task";
import { useModel, useNodeTask } from "@/components/canvas/model/model";
import type { StageLine } from "@/components/canvas/workflows/workflow-index";
import { cn } from "@/components/ui/cn";
import type { CanvasEdge } from "./flow-edges";

/** From a step to the next. */
const StepEdge = memo(function StepEdge(props: EdgeProps<CanvasEdge>) {
  const from = useNodeTask(Number(props.source));
  const [path] = getSmoothStepPath({ ...props, borderRadius: 10, offset: 14 });
  const released = from !== undefined && !isHolding(from);
  return (
    <path
      d={path}
      className={cn("cv-edge", released && "cv-edge-released")}
      markerEnd={released ? "url(#cv-released)" : "url(#cv-step)"}
    />
  );
});

/** From a stage of a workflow to one that waits for it: dashed where it may be that this one never runs. */
function FlowEdge({ edge, line }: { edge: EdgeProps<CanvasEdge>; line: StageLine }) {
  const { graph } = useModel();
  const from = useNodeTask(Number(edge.source));
  const to = useNodeTask(Number(edge.target));
  const [path, x, y] = getBezierPath({ ...edge, curvature: 0.3 });
  const ends = [from, to].filter((task) => task !== undefined);
  const kind =
    from?.status === "failed" && isHolding(from)
      ? "holding"
      : from === undefined || !isHolding(from)
        ? "released"
        : "step";
  return (
    <g className={cn(ends.some(graph.isSkipped) && "cv-line-skipped")}>
      <path
        d={path}
        className={cn(
          "cv-edge",
          kind !== "step" && `cv-edge-${kind}`,
          line.conditional && "cv-edge-maybe",
        )}
        markerEnd={`url(#cv-${kind})`}
      />
      {line.label === null ? null : (
        <text x={x} y={y - 5} textAnchor="middle" className="cv-edge-label">
          {line.label}
        </text>
      )}
    </g>
  );
}

const LinkEdge = memo(function LinkEdge(props: EdgeProps<CanvasEdge>) {
  const line = props.data?.line;
  return line ? <FlowEdge edge={props} line={line} /> : <TaskLink {...props} />;
});

/** A link between two tasks: what blocks stands out while it holds. */
function TaskLink(props: EdgeProps<CanvasEdge>) {
  const { data } = props;
  const { graph } = useModel();
  useNodeTask(Number(props.source));
  const type = data?.links[0]?.type ?? "blocks";
  const [path] = getBezierPath({ ...props, curvature: 0.3 });
  const holds = ({ from_id }: CanvasLine) => {
    const from = graph.task(from_id);
    return from !== undefined && isHolding(from);
  };
  const holding = type === "blocks" && data?.links.some(holds);
  return (
    <>
      <path
        d={path}
        className={cn(
          "cv-edge",
          type === "blocks"
            ? holding
              ? "cv-edge-holding"
              : "cv-edge-released"
            : `cv-edge-${type}`,
        )}
        markerEnd={
          type === "blocks" ? (holding ? "url(#cv-holding)" : "url(#cv-released)") : undefined
        }
      />
      <path d={path} className="cv-hit" />
    </>
  );
}

export const EDGE_TYPES = { step: StepEdge, link: LinkEdge };

/** The heads of all arrows. */
export function ArrowHeads() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        {(["step", "released", "holding"] as const).map((kind) => (
          <marker
            key={kind}
            id={`cv-${kind}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 1 10 5 0 9z" className={`cv-arrow-${kind}`} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
