"use client";

import { CircleCheckBig } from "lucide-react";
import { AegisSetup } from "@/components/reviews/queue/aegis-setup";
import { useCanReview, useReviewer } from "@/components/reviews/queue/use-reviewer";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";

/** How work gets here, and how to have an agent review it first. */
export function ReviewsEmpty() {
  const { data: reviewer, isPending } = useReviewer();
  const canReview = useCanReview(reviewer);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-xl flex-col px-6 py-14">
        <CircleCheckBig aria-hidden className="mb-3 size-6 stroke-[1.5] text-ink-3" />
        <h2 className="font-semibold text-base">Nothing waits for a verdict</h2>
        <p className="mt-1 text-pretty text-ink-2 text-sm">
          When an agent reports its work in, the task comes here. Approved work is done. Rejected
          work goes back to its agent with the feedback; after {ATTEMPT_LIMITS.reviewCycles}{" "}
          rejections the task fails.
        </p>
        {reviewer && canReview ? (
          <p className="mt-3 text-ink-2 text-sm">
            {reviewer.name} judges first
            {reviewer.runtime === "pull" ? null : `, with the runtime ${reviewer.runtime}`}. You can
            judge, and go against its verdict, at any time.
          </p>
        ) : isPending || canReview === undefined ? null : (
          <section aria-labelledby="aegis-setup" className="mt-8 border-t pt-6">
            <h3 id="aegis-setup" className="font-semibold text-base">
              Let Aegis judge first
            </h3>
            <p className="mt-1 mb-4 text-ink-2 text-sm">
              Aegis is an agent with the role reviewer. It reads the criteria and the resolution and
              gives a verdict with notes.
            </p>
            <AegisSetup />
          </section>
        )}
      </div>
    </div>
  );
}
