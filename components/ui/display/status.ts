import { STATUSES as TASK_STATUSES, type TaskStatus } from "@/lib/tasks/lifecycle";

export { TASK_STATUSES, type TaskStatus };

type StatusLook = {
  /** The word on screen. */
  label: string;
  /** What it says of a task, in a short sentence. */
  meaning: string;
  /** What stands in a column without tasks. */
  none: string;
  text: string;
  tint: string;
  bar: string;
};

export const STATUS: Record<TaskStatus, StatusLook> = {
  inbox: {
    label: "Inbox",
    meaning: "New, not triaged",
    none: "Nothing to triage",
    text: "text-status-inbox",
    tint: "bg-status-inbox/10",
    bar: "bg-status-inbox",
  },
  assigned: {
    label: "Assigned",
    meaning: "Triaged, waits for its agent or the pool",
    none: "Nothing waits for an agent",
    text: "text-status-assigned",
    tint: "bg-status-assigned/10",
    bar: "bg-status-assigned",
  },
  in_progress: {
    label: "In progress",
    meaning: "One agent is working on it",
    none: "Nobody is working on anything",
    text: "text-status-in-progress",
    tint: "bg-status-in-progress/10",
    bar: "bg-status-in-progress",
  },
  review: {
    label: "Review",
    meaning: "Work is in, waits for a verdict",
    none: "Nothing waits for a verdict",
    text: "text-status-review",
    tint: "bg-status-review/10",
    bar: "bg-status-review",
  },
  blocked: {
    label: "Blocked",
    meaning: "Held by a person, an agent or a failed dependency",
    none: "Nothing is blocked",
    text: "text-status-blocked",
    tint: "bg-status-blocked/10",
    bar: "bg-status-blocked",
  },
  done: {
    label: "Done",
    meaning: "Finished",
    none: "Nothing is finished yet",
    text: "text-status-done",
    tint: "bg-status-done/10",
    bar: "bg-status-done",
  },
  failed: {
    label: "Failed",
    meaning: "Gave up, can be retried",
    none: "Nothing has failed",
    text: "text-status-failed",
    tint: "bg-status-failed/10",
    bar: "bg-status-failed",
  },
  cancelled: {
    label: "Cancelled",
    meaning: "Will not be done",
    none: "Nothing was cancelled",
    text: "text-status-cancelled",
    tint: "bg-status-cancelled/10",
    bar: "bg-status-cancelled",
  },
};
