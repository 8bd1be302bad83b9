"use client";

import { Scale } from "lucide-react";
import { useState } from "react";
import { DraftsButton } from "@/components/reviews/comments/drafts-button";
import type { WorkPart } from "@/components/reviews/reviews-view";
import { useTaskReviews } from "@/components/sync/data/use-task-parts";
import { READ_ONLY, useViewer } from "@/components/sync/viewer";
import type { ReviewToSend } from "@/components/tasks/verdict/review-to-send";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import { StatusBadge } from "@/components/ui/display/status-badge";
import type { ReviewWire } from "@/lib/reviews/schema";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { OverrideDialog } from "./override-dialog";

/** The verdict buttons for the open task, which stay in view. On the left, because toasts appear on the right. */
export function VerdictBar({
  task,
  review,
  onPart,
  onJudged,
}: {
  task: TaskWire;
  review: ReviewToSend;
  onPart: (part: WorkPart) => void;
  onJudged: () => void;
}) {
  const { canWrite, name } = useViewer();
  const { data } = useTaskReviews(task.id);
  const [overriding, setOverriding] = useState(false);
  const standing = verdictToOverride(task, data?.reviews ?? []);
  const isOwn = standing?.reviewer_kind === "user" && standing.reviewer === name;
  const waits = task.status === "review";
  return (
    <footer className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t bg-panel px-5 py-2 max-sm:px-4">
      <div className="flex flex-row-reverse items-center gap-2 empty:hidden">
        <VerdictButtons task={task} review={review} onJudged={onJudged} />
      </div>
      <DraftsButton task={task.id} onPart={onPart} />
      {standing && canWrite ? (
        <Button onClick={() => setOverriding(true)}>
          <Scale aria-hidden className="size-4" />
          {isOwn ? "Change your verdict" : `Override ${standing.reviewer}`}
        </Button>
      ) : null}
      <p className="min-w-0 flex-1 text-ink-3 text-xs">
        {!canWrite ? (
          READ_ONLY
        ) : waits ? (
          <Round task={task} />
        ) : (
          <StatusBadge status={task.status} />
        )}
      </p>
      {overriding && standing ? (
        <OverrideDialog
          task={task}
          verdict={standing.status === "approved" ? "rejected" : "approved"}
          against={isOwn ? "you" : standing.reviewer}
          onClose={() => setOverriding(false)}
        />
      ) : null}
    </footer>
  );
}

function Round({ task }: { task: TaskWire }) {
  const cycle = Math.min(task.review_cycles + 1, ATTEMPT_LIMITS.reviewCycles);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="tabular-nums">
        Cycle {cycle}/{ATTEMPT_LIMITS.reviewCycles}
        {cycle === ATTEMPT_LIMITS.reviewCycles ? ": a rejection now fails the task" : ""}
      </span>
      <span className="flex items-center gap-1.5 max-sm:hidden pointer-coarse:hidden">
        <Keys keys="e" /> approve <Keys keys="r" /> reject
      </span>
    </span>
  );
}

/**
 * The verdict that a person may override: the newest one that was applied, while the task is still in the status it led
 * to and no new work has started. A task rejected for the last time has failed, and is retried instead.
 */
export function verdictToOverride(
  task: TaskWire,
  reviews: readonly ReviewWire[],
): ReviewWire | null {
  const applied = reviews.filter((review) => review.applied).toSorted((a, b) => b.id - a.id)[0];
  if (!applied) return null;
  const place = applied.status === "approved" ? "done" : "assigned";
  return task.status === place ? applied : null;
}
