"use client";

import {
  CircleAlert,
  CirclePause,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  OctagonMinus,
  RotateCcw,
} from "lucide-react";
import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import type { Step } from "@/components/canvas/model/hierarchy";
import { type CanvasModel, useModel } from "@/components/canvas/model/model";
import { waitsFor } from "@/components/canvas/model/waiting";
import { RunCost, RunMark } from "@/components/canvas/workflows/run-mark";
import { reasonOf, statusOfStage } from "@/components/canvas/workflows/stage-words";
import { StatusSign, StatusWord } from "@/components/canvas/workflows/status-sign";
import type { CanvasStage } from "@/components/canvas/workflows/workflow-index";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { Glyph } from "@/components/ui/display/glyph";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { ElapsedSince } from "./elapsed-since";

/** Opens or closes a container for the pointer; the space bar does it for the keyboard. */
export function FoldMark({ open }: { open: boolean }) {
  return (
    <span
      data-act="fold"
      className="cv-text -ml-1 flex size-5 shrink-0 items-center justify-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Glyph box={12} className={cn("size-3", !open && "-rotate-90")}>
        <path
          d="M2.5 4.5 6 8l3.5-3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </Glyph>
    </span>
  );
}

/** How much of what is inside is done; read out with the node's name. */
export function NodeProgress({ task, className }: { task: CanvasTask; className?: string }) {
  const { graph } = useModel();
  const { done, total } = task.progress;
  const share = total > 0 ? Math.round((done / total) * 100) : 0;
  return (
    <span className={cn("cv-text flex h-3 items-center gap-2", className)}>
      <span className="h-1 min-w-8 max-w-80 flex-1 overflow-hidden rounded-full bg-ink/12">
        <span className="block h-full bg-status-done" style={{ width: `${share}%` }} />
      </span>
      <span className="shrink-0 text-2xs text-ink-3 tabular-nums leading-3">
        {done}/{total}
      </span>
      <RunCost run={graph.workflows.runOf(task)} />
    </span>
  );
}

interface NodeTopProps {
  task: CanvasTask;
  step: Step | undefined;
  /** Whether one is near enough to read small print. */
  fine?: boolean;
}

/** The first line of every node: its number in a sequence, its status in shape and word, its reference. */
export function NodeTop({ task, step, fine = true }: NodeTopProps) {
  return (
    <span className="flex h-4 items-center gap-1.5 text-2xs">
      {step ? (
        <span className="cv-text cv-badge flex h-4 min-w-4 shrink-0 items-center justify-center rounded-xs bg-ink px-1 font-semibold text-panel tabular-nums">
          {step.number}
        </span>
      ) : null}
      <StatusSign task={task} />
      {fine ? <FinePrint task={task} /> : null}
    </span>
  );
}

function FinePrint({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const run = graph.workflows.runOf(task);
  const urgent = task.priority === "critical" || task.priority === "high";
  return (
    <>
      <StatusWord task={task} />
      <span className="cv-text ml-auto flex min-w-0 items-center gap-1.5 text-ink-3">
        {run ? <RunMark run={run} /> : null}
        {urgent ? <PriorityIcon priority={task.priority} /> : null}
        {task.type === "epic" && !run ? <span>Epic</span> : null}
        <span className="shrink-0 font-mono tabular-nums">{task.ticket_ref}</span>
      </span>
      <span className="cv-more" data-act="menu" aria-hidden="true">
        ⋯
      </span>
    </>
  );
}

/** The last line of a node: why it does not move, or who has it and since when. */
export function NodeFoot({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const stage = graph.workflows.stageOf(task);
  const reason = stage
    ? (stageReason(graph, stage, task) ?? taskReason(task, null))
    : taskReason(task, waitsFor(graph, task));
  return (
    <span className="cv-text mt-1 flex h-4 items-center gap-1.5 text-2xs text-ink-2">
      {reason ? (
        <>
          <reason.icon aria-hidden className={cn("size-3 shrink-0", reason.tone)} />
          <span className="min-w-0 flex-1 truncate">{reason.text}</span>
        </>
      ) : (
        <Holder task={task} />
      )}
      {task.status === "in_progress" && task.claimed_at !== null ? (
        <ElapsedSince seconds={task.claimed_at} />
      ) : null}
    </span>
  );
}

export function Holder({ task }: { task: CanvasTask }) {
  if (task.assigned_to === null) {
    const free = task.ready && (task.status === "inbox" || task.status === "assigned");
    return <span className="flex-1 text-ink-3">{free ? "Ready for anyone" : ""}</span>;
  }
  return (
    <>
      <Avatar name={task.assigned_to} size="xs" />
      <span className="min-w-0 flex-1 truncate">{task.assigned_to}</span>
    </>
  );
}

interface Reason {
  icon: LucideIcon;
  tone: string;
  text: string;
}

function stageReason(
  graph: CanvasModel["graph"],
  stage: CanvasStage,
  task: CanvasTask,
): Reason | null {
  const text = reasonOf(graph, stage, task);
  if (text === null) return null;
  const status = statusOfStage(stage, task);
  if (status === "failed") return { icon: CircleAlert, tone: "text-status-failed", text };
  if (status === "needs_person") return { icon: CirclePause, tone: "text-accent-ink", text };
  if (status === "retrying") return { icon: RotateCcw, tone: "text-warning", text };
  return { icon: status === "skipped" ? CircleSlash : Hourglass, tone: "text-ink-3", text };
}

function taskReason(task: CanvasTask, waits: string | null): Reason | null {
  if (task.status === "blocked") {
    const text = task.blocked_reason ?? "No reason given";
    return { icon: OctagonMinus, tone: "text-status-blocked", text };
  }
  if (task.status === "failed" && task.error_message) {
    return { icon: CircleAlert, tone: "text-status-failed", text: task.error_message };
  }
  if (!waits) return null;
  const isAsked = task.request_id;
  return {
    icon: isAsked ? CirclePause : Hourglass,
    tone: isAsked ? "text-accent-ink" : "text-ink-3",
    text: waits.charAt(0).toUpperCase() + waits.slice(1),
  };
}
