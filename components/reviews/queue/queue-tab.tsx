"use client";

import dynamic from "next/dynamic";
import { ReviewsEmpty } from "@/components/reviews/reviews-empty";
import type { Reviews } from "@/components/reviews/use-reviews";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { TaskSkeleton } from "@/components/tasks/page/task-skeleton";
import { cn } from "@/components/ui/cn";
import { NoReviewer } from "./no-reviewer";
import { QueueList } from "./queue-list";

const ReviewDetail = dynamic(
  () => import("@/components/reviews/work/review-detail").then((room) => room.ReviewDetail),
  { loading: TaskSkeleton },
);

/** The queue on the left, the open work on the right; on a phone one of them. */
export function QueueTab({ reviews }: { reviews: Reviews }) {
  const { queue, reading, open, show, showPart, goOn, view } = reviews;
  const problem = <ReadingProblem reading={reading} what="The queue" />;
  if (queue.length === 0 && view.task === null) {
    return (
      <>
        {problem}
        <ReviewsEmpty />
      </>
    );
  }
  const isReading = view.task !== null;
  const isWide = isReading && view.part === "change";
  return (
    <div className="flex min-h-0 flex-1">
      <div
        className={cn(
          "flex min-h-0 w-80 shrink-0 flex-col border-r max-lg:w-full max-lg:border-r-0",
          isReading && "max-lg:hidden",
          isWide && "hidden",
        )}
      >
        {problem}
        <NoReviewer />
        <QueueList queue={queue} open={open} onOpen={show} />
      </div>
      <div className={cn("min-h-0 min-w-0 flex-1", !isReading && "max-lg:hidden")}>
        {open === null ? null : (
          <ReviewDetail
            key={open}
            taskRef={open}
            part={view.task === null ? "work" : view.part}
            onPart={showPart}
            onBack={() => show(null)}
            onJudged={goOn}
          />
        )}
      </div>
    </div>
  );
}
