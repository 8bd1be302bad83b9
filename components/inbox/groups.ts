import {
  CircleQuestionMark,
  CircleX,
  HandHelping,
  Hourglass,
  Inbox,
  type LucideIcon,
  OctagonMinus,
} from "lucide-react";
import type { TaskFilter } from "@/components/sync/cache/task-filter";
import type { WorkloadWire } from "@/components/sync/data/use-workload";

/** The groups of tasks. */
export const TASK_GROUP_IDS = ["triage", "verdict", "blocked", "failed", "stale"] as const;
/** All groups: what agents ask comes first, because somebody waits for it. */
export const GROUP_IDS = ["requests", ...TASK_GROUP_IDS] as const;

export type TaskGroupId = (typeof TASK_GROUP_IDS)[number];
export type GroupId = (typeof GROUP_IDS)[number];

export interface GroupLook {
  label: string;
  icon: LucideIcon;
  tone: string;
  /** What the group asks of the user. */
  asks: string;
  /** The text for an empty group. */
  none: string;
}

interface TaskGroup {
  filter: Pick<TaskFilter, "status" | "stale">;
  count: (load: WorkloadWire) => number;
}

/** The groups of the inbox, by what they need from a person. */
export const GROUPS: Record<"requests", GroupLook> & Record<TaskGroupId, GroupLook & TaskGroup> = {
  requests: {
    label: "Requests",
    icon: CircleQuestionMark,
    tone: "text-accent-ink",
    asks: "An agent waits for an answer, and goes on with it.",
    none: "No agent waits for an answer.",
  },
  triage: {
    label: "Triage",
    icon: Inbox,
    tone: "text-status-inbox",
    asks: "New. Decide who does it, and how urgent it is.",
    none: "Everything new has somebody.",
    filter: { status: ["inbox"] },
    count: (load) => load.queue.by_status.inbox,
  },
  verdict: {
    label: "Verdict",
    icon: HandHelping,
    tone: "text-status-review",
    asks: "Work is in. Approve it, or send it back with feedback.",
    none: "No work waits for a verdict.",
    filter: { status: ["review"] },
    count: (load) => load.queue.by_status.review,
  },
  blocked: {
    label: "Blocked",
    icon: OctagonMinus,
    tone: "text-status-blocked",
    asks: "Held back. Clear what is in the way.",
    none: "Nothing is blocked.",
    filter: { status: ["blocked"] },
    count: (load) => load.queue.by_status.blocked,
  },
  failed: {
    label: "Failed",
    icon: CircleX,
    tone: "text-status-failed",
    asks: "Gave up. Read why, then retry or cancel.",
    none: "Nothing has failed.",
    filter: { status: ["failed"] },
    count: (load) => load.queue.by_status.failed,
  },
  stale: {
    label: "Stale",
    icon: Hourglass,
    tone: "text-status-in-progress",
    asks: "The agent fell silent. Give it to another one, or look at the agent.",
    none: "Every agent that holds work is heard of.",
    filter: { stale: true },
    count: (load) => load.stale,
  },
};
