"use client";

import { ApiError } from "@/components/sync/api";
import { useTask } from "@/components/sync/data/use-task";
import { VerdictCommands } from "@/components/tasks/change/verdict-commands";
import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ReviewHeader } from "./review-header";
import { ReviewWork } from "./review-work";
import { VerdictBar } from "./verdict-bar";

type ReviewDetailProps = { taskRef: string; onBack: () => void; onJudged: () => void };

/** One piece of work with everything needed to judge it, and the verdict buttons. */
export function ReviewDetail({ taskRef, onBack, onJudged }: ReviewDetailProps) {
  const { data, error, refetch } = useTask(taskRef);
  const task = data?.task;
  if (error) {
    const refusal = error instanceof ApiError ? error : null;
    return (
      <ErrorState
        title={refusal?.status === 404 ? "There is no such task" : undefined}
        message={refusal?.status === 404 ? "It was deleted, or the link is wrong." : error.message}
        fix={refusal?.fix}
        requestId={refusal?.requestId}
      >
        <Button onClick={() => void refetch()}>Try again</Button>
        <Button onClick={onBack}>Back to the queue</Button>
      </ErrorState>
    );
  }
  if (!task) return <SkeletonRows label="Loading the work" />;
  return (
    <article
      id="review-detail"
      tabIndex={-1}
      aria-label={`Review of ${task.ticket_ref}: ${task.title}`}
      className="flex h-full min-h-0 flex-col outline-none"
    >
      <ReviewHeader task={task} onBack={onBack} />
      <ReviewWork task={task} />
      <VerdictBar task={task} onJudged={onJudged} />
      <VerdictCommands task={task} onJudged={onJudged} />
    </article>
  );
}
