"use client";

import type { ReactNode } from "react";
import { type CanvasTask, isOver } from "@/components/canvas/model/canvas-task";
import { useModel } from "@/components/canvas/model/model";
import { spokenNode } from "@/components/canvas/model/spoken";
import { waitsFor } from "@/components/canvas/model/waiting";
import { reasonOf, workflowWord } from "@/components/canvas/workflows/stage-words";
import { cn } from "@/components/ui/cn";
import { STATUS } from "@/components/ui/display/status";
import type { NodeData, NodeKind } from "./flow-nodes";
import { LineEnds, NodeHandles } from "./node-handles";

interface NodeFrameProps {
  task: CanvasTask;
  data: NodeData;
  kind: NodeKind;
  children: ReactNode;
}

/** A task's node, and where lines to it end. */
export function NodeFrame({ task, data, kind, children }: NodeFrameProps) {
  const { graph } = useModel();
  const stage = graph.workflows.stageOf(task);
  const run = graph.workflows.runOf(task);
  const waits = stage ? reasonOf(graph, stage, task) : waitsFor(graph, task);
  const spoken = spokenNode(task, {
    status: workflowWord(graph, task),
    run: run && `run ${run.id} of workflow ${run.workflow}, version ${run.version}`,
    step: data.step,
    children: data.children,
    collapsed: kind === "collapsed",
    waits,
  });
  return (
    <>
      <NodeBox
        task={task}
        kind={kind}
        spoken={spoken}
        title={waits ? `${task.ticket_ref} ${waits}` : undefined}
      >
        {children}
      </NodeBox>
      <LineEnds />
      <NodeHandles id={task.id} />
    </>
  );
}

interface NodeBoxProps {
  task: CanvasTask;
  kind: NodeKind;
  /** Its name. */
  spoken: string;
  title?: string;
  children: ReactNode;
}

/** The box of a node: what one focuses and clicks (use-canvas-keys.ts and use-canvas-pointer.ts hear it), and what it is called. */
export function NodeBox({ task, kind, spoken, title, children }: NodeBoxProps) {
  const { graph, stage } = useModel();
  const isSkipped = graph.isSkipped(task);
  const pulse = stage.pulseOf(task.id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button lays its content out in ways of its own
    <div
      role="button"
      tabIndex={stage.focused.get() === task.id ? 0 : -1}
      data-node={task.id}
      data-status={task.status}
      data-dim={stage.isDimmed(task) || isSkipped || undefined}
      data-over={(isOver(task) && !isSkipped) || undefined}
      aria-expanded={kind === "task" ? undefined : kind === "container"}
      aria-describedby="canvas-node-keys"
      title={title}
      className={cn("cv-node", kind === "container" ? "cv-group" : "cv-leaf")}
    >
      <span className="sr-only">{spoken}</span>
      {kind === "container" ? null : <span className={cn("cv-strip", STATUS[task.status].text)} />}
      <span
        aria-hidden="true"
        className={cn("block py-2 pr-2.5 pl-3.5", kind === "container" ? "h-19" : "h-full")}
      >
        {children}
      </span>
      {pulse > 0 ? <span key={pulse} className="cv-pulse" /> : null}
    </div>
  );
}
