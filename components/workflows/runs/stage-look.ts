import {
  CircleCheck,
  CircleDashed,
  CircleDotDashed,
  CircleEllipsis,
  CircleSlash,
  CircleUserRound,
  CircleX,
  type LucideIcon,
  OctagonMinus,
  RotateCcw,
  ScanEye,
  SkipForward,
} from "lucide-react";
import type { RunAttention, RunStatus, StageStatus } from "@/lib/workflows/shapes";

export interface Look {
  label: string;
  icon: LucideIcon;
  text: string;
  badge: "success" | "danger" | "warning" | "neutral" | "accent";
}

/** How a stage stands, in a word, a sign and a colour. */
export const STAGE_LOOK: Record<StageStatus, Look> = {
  waiting: { label: "Waiting", icon: CircleDashed, text: "text-ink-3", badge: "neutral" },
  ready: { label: "Ready", icon: CircleEllipsis, text: "text-status-assigned", badge: "neutral" },
  working: {
    label: "Working",
    icon: CircleDotDashed,
    text: "text-status-in-progress",
    badge: "accent",
  },
  review: { label: "In review", icon: ScanEye, text: "text-status-review", badge: "accent" },
  needs_person: {
    label: "Needs you",
    icon: CircleUserRound,
    text: "text-accent-ink",
    badge: "accent",
  },
  blocked: { label: "Blocked", icon: OctagonMinus, text: "text-status-blocked", badge: "warning" },
  retrying: { label: "Retrying", icon: RotateCcw, text: "text-warning", badge: "warning" },
  done: { label: "Done", icon: CircleCheck, text: "text-status-done", badge: "success" },
  failed: { label: "Failed", icon: CircleX, text: "text-status-failed", badge: "danger" },
  skipped: { label: "Skipped", icon: SkipForward, text: "text-ink-3", badge: "neutral" },
  cancelled: { label: "Cancelled", icon: CircleSlash, text: "text-ink-3", badge: "neutral" },
};

/** How a run stands. One that asks people something, or is blocked behind a failure, goes on only when somebody acts. */
export function lookOfRun({
  status,
  attention,
}: {
  status: RunStatus;
  attention: RunAttention | null;
}): Look {
  return attention === null || status !== "running" ? RUN_LOOK[status] : ATTENTION_LOOK[attention];
}

const ATTENTION_LOOK: Record<RunAttention, Look> = {
  blocked: {
    label: "Blocked",
    icon: OctagonMinus,
    text: "text-status-blocked",
    badge: "warning",
  },
  person: STAGE_LOOK.needs_person,
};

export const RUN_LOOK: Record<RunStatus, Look> = {
  running: {
    label: "Running",
    icon: CircleDotDashed,
    text: "text-status-in-progress",
    badge: "accent",
  },
  succeeded: {
    label: "Succeeded",
    icon: CircleCheck,
    text: "text-status-done",
    badge: "success",
  },
  failed: { label: "Failed", icon: CircleX, text: "text-status-failed", badge: "danger" },
  cancelled: { label: "Cancelled", icon: CircleSlash, text: "text-ink-3", badge: "neutral" },
};

/** Whether what follows may still wait for the stage. */
export function isSettled(status: StageStatus): boolean {
  return status === "done" || status === "failed" || status === "skipped" || status === "cancelled";
}
