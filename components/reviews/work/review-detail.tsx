"use client";

import { useTask } from "@/components/sync/data/use-task";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import { Button } from "@/components/ui/controls/button";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ReviewHeader } from "./review-header";
import { ReviewWork } from "./review-work";
import { VerdictBar } from "./verdict-bar";

type ReviewDetailProps = { taskRef: string; onBack: () => void; onJudged: () => void };

/** One piece of work with everything needed to judge it, and the verdict buttons. */
export function ReviewDetail({ taskRef, onBack, onJudged }: ReviewDetailProps) {
  const reading = useTask(taskRef);
  const { data } = reading;
  const task = data?.task;
  if (hasFailed(reading)) {
    return (
      <ReadingProblem reading={reading} what="The work">
        <Button onClick={onBack}>Back to the queue</Button>
      </ReadingProblem>
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
      <ReadingProblem reading={reading} what="The work" />
      <ReviewWork task={task} />
      <VerdictBar task={task} onJudged={onJudged} />
      <VerdictCommands task={task} onJudged={onJudged} />
    </article>
  );
}
