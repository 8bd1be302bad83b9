import type { StageKind } from "@/lib/workflows/definition/schema";
import type { RunAttention, RunStatus, StageState, StageStatus } from "@/lib/workflows/shapes";

/** What of a stage decides what it is doing. */
export interface StageFace {
  state: StageState;
  kind: StageKind;
  attempts: number;
  /** Whether it has items: then its task only holds them together. */
  hasItems: boolean;
}

/** And of its task, as the API and events show it. */
export interface TaskFace {
  status: string;
  kind: string;
  /** What its run asks people. */
  request_id?: number | null;
}

/**
 * What a stage is doing, in the words that people are shown, from its state and that of its task. Pure, so that a browser follows a stage by
 * the events of its task.
 */
export function stageStatus(stage: StageFace, task: TaskFace | null): StageStatus {
  const { state, kind, attempts, hasItems } = stage;
  switch (state) {
    case "succeeded":
      return "done";
    case "failed":
    case "skipped":
    case "cancelled":
      return state;
    case "waiting":
      return task?.status === "blocked" ? "blocked" : "waiting";
    case "active":
      break;
  }
  if (task === null) return "working";
  if (task.status === "blocked") return "blocked";
  if (task.status === "review") return "review";
  if (hasItems || kind === "workflow") return "working";
  if (kind === "approval") return "needs_person";
  if (kind === "wait") return "waiting";
  if (task.request_id) return "needs_person";
  if (task.status === "in_progress") return "working";
  if (task.status === "inbox" || task.status === "assigned")
    return attempts > 1 ? "retrying" : "ready";
  return "working";
}

/**
 * What somebody has to see to in a run, as far as its own stages say it; a run that it nests may ask people too, which only the server knows.
 * `blocked` is what the engine decided. Pure, as `stageStatus` is.
 */
export function attentionOfRun(
  run: { status: RunStatus; attention: RunAttention | null },
  asks: boolean,
): RunAttention | null {
  if (run.status !== "running") return null;
  return run.attention ?? (asks ? "person" : null);
}
