import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  Hourglass,
  type LucideIcon,
  OctagonAlert,
} from "lucide-react";
import type { WorkerState } from "@/lib/workers/schema";
import type { WorkerWire } from "@/lib/workers/shapes";

interface WorkerLook {
  icon: LucideIcon;
  tone: string;
  word: string;
}

/** How a worker stands, in a word and a sign. */
export const WORKER_LOOK: Record<WorkerState, WorkerLook> = {
  working: {
    icon: CircleDashed,
    tone: "text-status-in-progress animate-breathe",
    word: "Working",
  },
  waiting: { icon: CircleCheck, tone: "text-success", word: "Waits for work" },
  blocked: { icon: OctagonAlert, tone: "text-warning", word: "Takes no work" },
  paused: { icon: CirclePause, tone: "text-warning", word: "Paused" },
  draining: { icon: Hourglass, tone: "text-warning", word: "Draining" },
  stopping: { icon: CircleSlash, tone: "text-warning", word: "Stopping" },
  stopped: { icon: CircleSlash, tone: "text-ink-3", word: "Ended" },
  lost: { icon: CircleX, tone: "text-danger", word: "Lost" },
};

/** Workers that nobody expects anything of any more. */
export const isOver = ({ state }: Pick<WorkerWire, "state">): boolean =>
  state === "stopped" || state === "lost";

/** Whether somebody works on a run that it holds: one that waits for a person takes no place. */
export const isAtWork = ({ state }: WorkerWire["holds"][number]): boolean => state !== "waiting";

/** Whether it hears orders: a process that only names itself in its requests does not. */
export const takesOrders = (worker: Pick<WorkerWire, "state" | "program">): boolean =>
  worker.program !== null && worker.state !== "stopped";

const ORDER: readonly WorkerState[] = [
  "blocked",
  "stopping",
  "draining",
  "paused",
  "working",
  "waiting",
  "lost",
  "stopped",
];

/** Those first that somebody may want to do something about; then by agent and machine. */
export function arranged(workers: readonly WorkerWire[]): WorkerWire[] {
  return workers.toSorted(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      a.agent.localeCompare(b.agent) ||
      a.host.localeCompare(b.host) ||
      b.id - a.id,
  );
}

const STEPS = ["B", "KB", "MB", "GB", "TB"] as const;

/** "48 GB", "1.4 TB": room on a disk. */
export function roomInWords(bytes: number): string {
  let [left, step] = [bytes, 0];
  while (left >= 1_000 && step < STEPS.length - 1) {
    left /= 1_000;
    step += 1;
  }
  return `${left < 10 && step > 0 ? Math.round(left * 10) / 10 : Math.round(left)} ${STEPS[step]}`;
}

/** For how long an order holds, as one can choose it, in seconds; 0 for no end. */
export const TERMS = [
  { seconds: 0, pause: "Until somebody resumes it", drain: "However long it takes" },
  { seconds: 900, pause: "15 minutes", drain: "At most 15 minutes" },
  { seconds: 3_600, pause: "1 hour", drain: "At most 1 hour" },
  { seconds: 14_400, pause: "4 hours", drain: "At most 4 hours" },
  { seconds: 86_400, pause: "1 day", drain: "At most 1 day" },
] as const;
