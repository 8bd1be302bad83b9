import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { Ask, AskDraft } from "./asks";

/** How long a task may wait for a reviewing agent before a person is asked. */
export const REVIEWER_GRACE_MS = 15 * 60_000;

const MAX_TEXT = 600;

/** The present state of a task, as far as it decides who is needed. */
export interface TaskFacts {
  id: number;
  project_id: number;
  ticket_ref: string;
  title: string;
  status: TaskStatus;
  kind: string;
  priority: string;
  labels: string[];
  created_by: string;
  assigned_to: string | null;
  /** When it came to its status, as the database writes it. */
  since: string;
  resolution_hash: string | null;
  /** Long texts are cut. */
  resolution: string | null;
  error_message: string | null;
  blocked_reason: string | null;
  blocked_by_id: number | null;
  archived: boolean;
  /** Why no reviewer was asked, as a comment says it. */
  waits: string | null;
  /** Whether a reviewer is at work. */
  reviewing: boolean;
  /** The verdict that moved it last, and who gave it. */
  verdict: { status: "approved" | "rejected"; reviewer: string } | null;
}

/** A comment that mentions a person. */
export interface MentionFact {
  comment: number;
  task_id: number;
  user_id: number;
  author: string;
  content: string;
  /** Unix milliseconds. */
  at: number;
}

interface Surroundings {
  /** Whether the installation has an agent that reviews. */
  hasReviewer: boolean;
  now: Date;
  /** The person whose action brought the task where it is. */
  by: string | null;
}

/** What a task asks of people because of where it stands; mentions come on top. */
export function asksOfTask(task: TaskFacts, { hasReviewer, now, by }: Surroundings): AskDraft[] {
  if (task.archived) return [];
  const since = new Date(task.since).getTime();
  const base = { for: null, role: "operator", since, by } as const;
  const key = `${task.status}:${task.since}`;
  switch (task.status) {
    case "review":
      if (!needsPerson(task, hasReviewer, now.getTime() - since)) return [];
      return [
        {
          ...base,
          key: `${key}:${task.resolution_hash ?? ""}`,
          kind: "verdict",
          severity: "info",
          text: shortened(task.resolution) ?? "Work is in, without a resolution.",
        },
      ];
    case "failed":
      return [
        {
          ...base,
          key,
          kind: "failed",
          severity: "error",
          text: shortened(task.error_message) ?? "It failed.",
        },
      ];
    case "blocked":
      // What another task's failure blocks goes on when that one is dealt with, which has a card of its own.
      if (task.blocked_by_id !== null) return [];
      return [
        {
          ...base,
          key,
          kind: "blocked",
          severity: "warning",
          text: shortened(task.blocked_reason) ?? "It is blocked, and nobody said why.",
        },
      ];
    default:
      return [];
  }
}

/** Whether a verdict is a person's to give: nobody else may, nobody else can, or nobody else has for some time. */
function needsPerson(task: TaskFacts, hasReviewer: boolean, waitedMs: number): boolean {
  if (task.kind === "approval" || task.kind === "wait" || !hasReviewer) return true;
  if (task.reviewing) return false;
  return task.waits !== null || waitedMs >= REVIEWER_GRACE_MS;
}

/** A mention lasts until the person answers in the task or puts the card away. */
export function mentionAsk({ comment, user_id, author, content, at }: MentionFact): AskDraft {
  return {
    key: `mention:${comment}:${user_id}`,
    kind: "mention",
    severity: "info",
    text: `${author}: ${shortened(content) ?? ""}`,
    for: user_id,
    role: "viewer",
    since: at,
    by: author,
    comment,
  };
}

/** The mentions among a card's asks that nobody has answered: `answered` has each person's newest comment on the task. */
export function openMentions(
  asks: readonly Ask[],
  answered: ReadonlyMap<number, number>,
): AskDraft[] {
  return asks.filter(
    (ask) =>
      ask.kind === "mention" &&
      ask.for !== null &&
      (answered.get(ask.for) ?? 0) < (ask.comment ?? 0),
  );
}

/** What became of the task when it no longer asks for anything, in a few words. */
export function outcomeOfTask(task: TaskFacts | null): string {
  if (task === null) return "the task was deleted";
  if (task.archived) return "the task was archived";
  const { status, verdict } = task;
  if (verdict?.status === "approved" && status === "done") return `approved by ${verdict.reviewer}`;
  const isBack = status === "assigned" || status === "in_progress" || status === "failed";
  if (verdict?.status === "rejected" && isBack) return `sent back by ${verdict.reviewer}`;
  if (status === "review") return "a reviewer is at work";
  return `now ${status.replace("_", " ")}`;
}

function shortened(text: string | null): string | null {
  const plain = text?.trim() ?? "";
  if (plain === "") return null;
  return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT - 1).trimEnd()}…` : plain;
}
