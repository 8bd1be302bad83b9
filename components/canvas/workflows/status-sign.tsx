"use client";

import { CirclePause, CircleSlash, Hourglass, type LucideIcon, RotateCcw } from "lucide-react";
import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import { useModel } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { StageStatus } from "@/lib/workflows/shapes";
import { lookOfRun, STAGE_LIKE, STAGE_TONE, statusOfStage, workflowWord } from "./stage-words";

const SIGN: Partial<Record<StageStatus, LucideIcon>> = {
  waiting: Hourglass,
  needs_person: CirclePause,
  retrying: RotateCcw,
  skipped: CircleSlash,
};

/** The task status whose sign and colour a node has, unless its stage has its own. */
function useLook(task: CanvasTask): { like: TaskStatus; own: StageStatus | undefined } {
  const { graph } = useModel();
  const stage = graph.workflows.stageOf(task);
  const run = graph.workflows.runOf(task);
  if (!stage) {
    const { like, own } = run ? lookOfRun(run) : { like: task.status };
    return { like, own };
  }
  const status = statusOfStage(stage, task);
  const like = STAGE_LIKE[status];
  return { like: like ?? task.status, own: like ? undefined : status };
}

/** The sign of a task's status; of a stage of a workflow, of what the stage is doing. */
export function StatusSign({ task }: { task: CanvasTask }) {
  const { like, own } = useLook(task);
  const Icon = own && SIGN[own];
  return Icon ? (
    <Icon aria-hidden className={cn("cv-icon size-3.5 shrink-0", STAGE_TONE[own])} />
  ) : (
    <StatusIcon status={like} className="cv-icon" />
  );
}

/** The word beside the sign. */
export function StatusWord({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const { like, own } = useLook(task);
  const word = workflowWord(graph, task) ?? STATUS[like].label;
  return (
    <span className={cn("cv-text shrink-0 font-medium", own ? STAGE_TONE[own] : STATUS[like].text)}>
      {task.archived_at === null ? word : "Archived"}
    </span>
  );
}
