import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  type LucideIcon,
} from "lucide-react";
import type { RunWire } from "@/lib/runs/shapes";

export interface RunLook {
  icon: LucideIcon;
  tone: string;
  badge: "success" | "danger" | "warning" | "neutral" | "accent";
  word: string;
}

/** How a run stands, in a word and a sign. */
export function lookOfRun({ outcome, state }: Pick<RunWire, "outcome" | "state">): RunLook {
  return LOOKS[outcome ?? state] ?? LOOKS.ended;
}

const LOOKS = {
  running: {
    icon: CircleDashed,
    tone: "text-status-in-progress animate-breathe",
    badge: "accent",
    word: "running",
  },
  waiting: {
    icon: CirclePause,
    tone: "text-accent-ink",
    badge: "accent",
    word: "waits for an answer",
  },
  queued: {
    icon: CircleDashed,
    tone: "text-ink-3",
    badge: "neutral",
    word: "waits in the queue",
  },
  answered: {
    icon: CircleDashed,
    tone: "text-accent-ink",
    badge: "accent",
    word: "answered, goes on next",
  },
  ended: { icon: CircleSlash, tone: "text-ink-3", badge: "neutral", word: "ended" },
  succeeded: { icon: CircleCheck, tone: "text-success", badge: "success", word: "succeeded" },
  failed: { icon: CircleX, tone: "text-danger", badge: "danger", word: "failed" },
  timed_out: { icon: CircleX, tone: "text-danger", badge: "danger", word: "timed out" },
  lost: { icon: CircleX, tone: "text-danger", badge: "warning", word: "lost" },
  stopped: {
    icon: CirclePause,
    tone: "text-warning",
    badge: "warning",
    word: "stopped at a limit",
  },
  refused: { icon: CircleSlash, tone: "text-warning", badge: "warning", word: "refused" },
  cancelled: {
    icon: CircleSlash,
    tone: "text-ink-3",
    badge: "neutral",
    word: "ended without a result",
  },
} as const satisfies Record<NonNullable<RunWire["outcome"]> | RunWire["state"], RunLook>;

/** What made a run, as the beginning of a sentence. */
export const TRIGGER: Record<RunWire["trigger"], string> = {
  claim: "Claimed",
  dispatch: "Dispatched",
  direct: "Asked",
  review: "Review",
};

/** Where the figure of a run's cost is from. */
export const PRICED_BY: Record<RunWire["cost_source"], string> = {
  reported: "as its runtime reports",
  priced: "by the price table",
  unknown: "unknown",
};
