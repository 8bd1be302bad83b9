import type { ReviewWire } from "@/lib/reviews/schema";
import type { RunWire } from "@/lib/runs/shapes";
import { isTerminal } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

export type Phase = "queued" | "working" | "review";

/** A period of a task's life. Times in Unix seconds; `end` is null while it lasts. */
export interface Segment {
  phase: Phase;
  start: number;
  end: number | null;
  run?: RunWire;
  verdict?: ReviewWire;
}

/**
 * Splits a task's life into periods of waiting, working and review, oldest first: it is queued until it is claimed, in
 * review from the hand-in until the verdict, and queued again after a rejection.
 */
export function segmentsOf(
  task: Pick<TaskWire, "created_at" | "status" | "completed_at" | "status_changed_at">,
  runs: readonly RunWire[],
  reviews: readonly ReviewWire[],
): Segment[] {
  const attempts = runs
    .filter(({ trigger }) => trigger !== "review")
    .toSorted((a, b) => a.id - b.id);
  const verdicts = reviews.toSorted((a, b) => a.id - b.id);
  const segments: Segment[] = [];
  let at = task.created_at;
  for (const [index, run] of attempts.entries()) {
    if (run.started_at > at) segments.push({ phase: "queued", start: at, end: run.started_at });
    segments.push({ phase: "working", start: run.started_at, end: run.finished_at, run });
    at = run.finished_at ?? run.started_at;
    if (run.outcome !== "succeeded" || run.finished_at === null) continue;
    const next = attempts[index + 1]?.started_at ?? Number.POSITIVE_INFINITY;
    const from = run.finished_at;
    const verdict = verdicts.find(({ created_at }) => created_at >= from && created_at <= next);
    const waits = index === attempts.length - 1 && task.status === "review";
    if (!verdict && !waits) continue;
    segments.push({ phase: "review", start: from, end: verdict?.created_at ?? null, verdict });
    at = verdict?.created_at ?? from;
  }
  const last = attempts.at(-1);
  const waiting =
    !isTerminal(task.status) && task.status !== "review" && task.status !== "in_progress";
  if (waiting && (last === undefined || last.finished_at !== null)) {
    segments.push({ phase: "queued", start: at, end: null });
  }
  if (segments.length === 0 && task.status === "review") {
    segments.push({ phase: "review", start: task.status_changed_at ?? at, end: null });
  }
  return segments;
}
