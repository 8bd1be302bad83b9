"use client";

import { CircleAlert, Eye, GitBranch, Repeat, SplitSquareHorizontal } from "lucide-react";
import { memo } from "react";
import { Handle, type Node, type NodeProps, Position } from "reactflow";
import type { OutlineStage } from "@/components/workflows/editor/document/outline";
import { NoKindIcon, STAGE_KINDS } from "@/components/workflows/stage-kinds";

export type StageNode = Node<
  {
    stage: OutlineStage;
    problems: number;
    isDown: boolean;
    isStop: boolean;
    /** Whether a line that is being drawn would be refused here; null while none is. */
    refused: boolean | null;
    canWrite: boolean;
  },
  "stage"
>;

/** A stage: what it does, who does it, and what is special about it. */
export const StageNodeView = memo(function StageNodeView({ data, selected }: NodeProps<StageNode>) {
  const { stage, problems, isDown, isStop, refused, canWrite } = data;
  const kind = stage.kind === "none" ? null : STAGE_KINDS[stage.kind];
  const Icon = kind?.icon ?? NoKindIcon;
  const name = stage.name || "without a name";
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a button lays its content out in ways of its own */}
      <div
        role="button"
        tabIndex={isStop ? 0 : -1}
        data-stage={stage.id}
        data-kind={stage.kind}
        aria-pressed={selected}
        aria-describedby="workflow-graph-keys"
        className="wf-node"
        data-bad={problems > 0 || undefined}
      >
        <span className="sr-only">{spoken(stage, problems)}</span>
        <span aria-hidden="true" className="flex h-full flex-col justify-center gap-1 px-3">
          <span className="flex items-center gap-2">
            <Icon className="wf-kind size-4 shrink-0" />
            <span className="min-w-0 flex-1 truncate font-medium text-sm">{name}</span>
            {problems > 0 ? <CircleAlert className="size-4 shrink-0 text-danger" /> : null}
          </span>
          <span className="flex items-center gap-1.5 text-ink-3 text-xs">
            <span className="min-w-0 flex-1 truncate">{subjectOf(stage, kind?.label)}</span>
            {stage.when ? <GitBranch className="size-3.5 shrink-0" /> : null}
            {stage.foreach ? <SplitSquareHorizontal className="size-3.5 shrink-0" /> : null}
            {stage.loop === null ? null : <Repeat className="size-3.5 shrink-0" />}
            {stage.review ? <Eye className="size-3.5 shrink-0" /> : null}
          </span>
        </span>
      </div>
      <Handle
        type="target"
        position={isDown ? Position.Top : Position.Left}
        isConnectableStart={false}
        className="wf-handle-in"
        data-open={refused === false || undefined}
        data-refused={refused === true || undefined}
      />
      <Handle
        type="source"
        position={isDown ? Position.Bottom : Position.Right}
        isConnectable={canWrite}
        className="wf-handle"
      />
    </>
  );
});

function subjectOf(stage: OutlineStage, kind: string | undefined): string {
  if (stage.kind === "none") return "Does nothing yet";
  if (stage.kind === "agent") return stage.subject || "Whoever takes it";
  return stage.subject || (kind ?? "");
}

/** A stage as it is read out. */
function spoken(stage: OutlineStage, problems: number): string {
  const kind = stage.kind === "none" ? "no kind" : STAGE_KINDS[stage.kind].label.toLowerCase();
  const extra = [
    stage.subject,
    stage.when ? "with a condition" : "",
    stage.foreach ? "for each item" : "",
    stage.loop === null ? "" : "in a loop",
    problems > 0 ? `${problems === 1 ? "a problem" : `${problems} problems`}` : "",
  ].filter(Boolean);
  return [`${stage.name || "Stage without a name"}, ${kind}`, ...extra].join(", ");
}
