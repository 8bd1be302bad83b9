import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import type { GraphStore } from "@/components/canvas/model/graph-store";
import type { TaskStatus } from "@/components/ui/display/status";
import { stageStatus } from "@/lib/workflows/run/status";
import type { StageStatus } from "@/lib/workflows/shapes";
import type { CanvasRun, CanvasStage } from "./workflow-index";

/** What a stage is doing, of its state and of its task together. */
export const statusOfStage = (stage: CanvasStage, task: CanvasTask): StageStatus =>
  stageStatus({ ...stage, hasItems: task.progress.total > 0 }, task);

const WORD: Record<StageStatus, string> = {
  waiting: "Waiting",
  ready: "Ready",
  working: "Working",
  review: "Review",
  needs_person: "Waits for a person",
  blocked: "Blocked",
  retrying: "Retrying",
  done: "Done",
  failed: "Failed",
  skipped: "Skipped",
  cancelled: "Cancelled",
};

/** A stage's status in words, with the attempt where there is more than one. */
export function wordsOfStage(stage: CanvasStage, task: CanvasTask): string {
  const status = statusOfStage(stage, task);
  const { attempts, max_attempts } = stage;
  if (attempts < 2 || !UNDER_WAY.has(status)) return WORD[status];
  const most = Math.max(attempts, max_attempts);
  return status === "retrying"
    ? `Retrying ${attempts} of ${most}`
    : `${WORD[status]}, ${attempts} of ${most}`;
}

const UNDER_WAY: ReadonlySet<StageStatus> = new Set([
  "ready",
  "working",
  "review",
  "needs_person",
  "retrying",
]);

/** The task status whose sign and colour a stage's status has; those without have their own. */
export const STAGE_LIKE: Partial<Record<StageStatus, TaskStatus>> = {
  ready: "assigned",
  working: "in_progress",
  review: "review",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
  blocked: "blocked",
};

/** The colour of those. */
export const STAGE_TONE: Partial<Record<StageStatus, string>> = {
  waiting: "text-ink-3",
  skipped: "text-ink-3",
  needs_person: "text-accent-ink",
  retrying: "text-warning",
};

/** Why a stage does not go on, was skipped or is done again, in words; null where there is nothing to say. */
export function reasonOf(
  { workflows }: Pick<GraphStore, "workflows">,
  stage: CanvasStage,
  task: CanvasTask,
): string | null {
  const status = statusOfStage(stage, task);
  if (status === "needs_person") return "Waits for an answer";
  if (stage.reason !== null) return stage.reason;
  if (status !== "waiting" || stage.state !== "waiting") return null;
  const open = stage.from.filter((name) => !workflows.isSettled(stage.run, name));
  if (stage.item !== null) return "Waits for its turn";
  if (open.length === 0) return null;
  const waits = `Waits for ${stage.join === "any" && open.length > 1 ? "one of " : ""}${open.join(", ")}`;
  return stage.when === null ? waits : `${waits}, then only when ${stage.when}`;
}

/** How a run as a whole stands, and the task status whose sign and colour that has. */
export function lookOfRun({ status, attention }: CanvasRun): {
  word: string;
  like: TaskStatus;
  /** Its own sign and colour, as a stage that stands like this has them. */
  own?: StageStatus;
} {
  if (status === "running" && attention === "blocked") return { word: "Blocked", like: "blocked" };
  if (status === "running" && attention === "person")
    return { word: WORD.needs_person, like: "in_progress", own: "needs_person" };
  return RUN_LOOK[status];
}

const RUN_LOOK: Record<CanvasRun["status"], { word: string; like: TaskStatus }> = {
  running: { word: "Running", like: "in_progress" },
  succeeded: { word: "Succeeded", like: "done" },
  failed: { word: "Failed", like: "failed" },
  cancelled: { word: "Cancelled", like: "cancelled" },
};

/** How a task stands as a stage or as the root of a run; undefined for one that is neither. */
export function workflowWord(
  { workflows }: Pick<GraphStore, "workflows">,
  task: CanvasTask,
): string | undefined {
  const stage = workflows.stageOf(task);
  if (stage) return wordsOfStage(stage, task);
  const run = workflows.runOf(task);
  return run && lookOfRun(run).word;
}
