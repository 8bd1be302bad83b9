"use client";

import {
  CirclePause,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  OctagonMinus,
  RotateCcw,
} from "lucide-react";
import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import { useModel } from "@/components/canvas/model/model";
import { cn } from "@/components/ui/cn";
import { STATUS } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { StageStatus } from "@/lib/workflows/shapes";
import { lookOfRun, STAGE_TONE, statusOfStage, workflowWord } from "./stage-words";

const SIGN: Partial<Record<StageStatus, LucideIcon>> = {
  waiting: Hourglass,
  needs_person: CirclePause,
  retrying: RotateCcw,
  skipped: CircleSlash,
  blocked: OctagonMinus,
};

/** The sign of a task's status; of a stage of a workflow, of what the stage is doing. */
export function StatusSign({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const stage = graph.workflows.stageOf(task);
  const status = stage && statusOfStage(stage, task);
  const Icon = status && SIGN[status];
  const run = graph.workflows.runOf(task);
  return Icon ? (
    <Icon
      aria-hidden
      className={cn("cv-icon size-3.5 shrink-0", STAGE_TONE[status] ?? STATUS[task.status].text)}
    />
  ) : (
    <StatusIcon status={run ? lookOfRun(run).like : task.status} className="cv-icon" />
  );
}

/** The word beside the sign. */
export function StatusWord({ task }: { task: CanvasTask }) {
  const { graph } = useModel();
  const stage = graph.workflows.stageOf(task);
  const run = graph.workflows.runOf(task);
  const tone = stage && STAGE_TONE[statusOfStage(stage, task)];
  const state = run && lookOfRun(run);
  const look = STATUS[state?.like ?? task.status];
  const word = workflowWord(graph, task) ?? look.label;
  return (
    <span className={cn("cv-text shrink-0 font-medium", tone ?? look.text)}>
      {task.archived_at === null ? word : "Archived"}
    </span>
  );
}
