"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useReviewToSend } from "@/components/reviews/comments/use-review-to-send";
import type { WorkPart } from "@/components/reviews/reviews-view";
import { useTask } from "@/components/sync/data/use-task";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import { Button } from "@/components/ui/controls/button";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { ReviewHeader } from "./review-header";
import { ReviewWork } from "./review-work";
import { VerdictBar } from "./verdict-bar";

const ChangeView = dynamic(
  () => import("@/components/reviews/change/change-view").then((room) => room.ChangeView),
  { loading: () => <SkeletonRows label="Loading the change" /> },
);

interface ReviewDetailProps {
  taskRef: string;
  part: WorkPart;
  onPart: (part: WorkPart) => void;
  onBack: () => void;
  onJudged: () => void;
}

/** One piece of work with everything needed to judge it, and the verdict buttons. */
export function ReviewDetail({ taskRef, part, onPart, onBack, onJudged }: ReviewDetailProps) {
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
    <LoadedReview
      task={task}
      problem={<ReadingProblem reading={reading} what="The work" />}
      part={part}
      onPart={onPart}
      onBack={onBack}
      onJudged={onJudged}
    />
  );
}

type LoadedReviewProps = Omit<ReviewDetailProps, "taskRef"> & {
  task: TaskWire;
  problem: ReactNode;
};

function LoadedReview({ task, problem, part, onPart, onBack, onJudged }: LoadedReviewProps) {
  const review = useReviewToSend(task);
  return (
    <article
      id="review-detail"
      tabIndex={-1}
      aria-label={`Review of ${task.ticket_ref}: ${task.title}`}
      className="flex h-full min-h-0 flex-col outline-none"
    >
      <ReviewHeader task={task} part={part} onPart={onPart} onBack={onBack} />
      {problem}
      {part === "change" ? <ChangeView task={task} onPart={onPart} /> : <ReviewWork task={task} />}
      <VerdictBar task={task} review={review} onPart={onPart} onJudged={onJudged} />
      <VerdictCommands task={task} review={review} onJudged={onJudged} />
    </article>
  );
}
