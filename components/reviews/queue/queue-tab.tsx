"use client";

import { ReviewsEmpty } from "@/components/reviews/reviews-empty";
import type { Reviews } from "@/components/reviews/use-reviews";
import { ReviewDetail } from "@/components/reviews/work/review-detail";
import { ApiError } from "@/components/sync/api";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { NoReviewer } from "./no-reviewer";
import { QueueList } from "./queue-list";

/** The queue on the left, the open work on the right; on a phone one of them. */
export function QueueTab({ reviews }: { reviews: Reviews }) {
  const { queue, error, open, show, goOn, view } = reviews;
  if (error && queue.length === 0) {
    const refusal = error instanceof ApiError ? error : null;
    return <ErrorState message={error.message} fix={refusal?.fix} requestId={refusal?.requestId} />;
  }
  if (queue.length === 0 && view.task === null) return <ReviewsEmpty />;
  const isReading = view.task !== null;
  return (
    <div className="flex min-h-0 flex-1">
      <div
        className={cn(
          "flex min-h-0 w-80 shrink-0 flex-col border-r max-lg:w-full max-lg:border-r-0",
          isReading && "max-lg:hidden",
        )}
      >
        <NoReviewer />
        <QueueList queue={queue} open={open} onOpen={show} />
      </div>
      <div className={cn("min-h-0 min-w-0 flex-1", !isReading && "max-lg:hidden")}>
        {open === null ? null : (
          <ReviewDetail key={open} taskRef={open} onBack={() => show(null)} onJudged={goOn} />
        )}
      </div>
    </div>
  );
}
