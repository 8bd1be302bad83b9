"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useTaskReviews } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { followPermalink, pointedClass } from "@/components/tasks/talk/permalink";
import { cn } from "@/components/ui/cn";
import { Badge } from "@/components/ui/display/badge";
import { Markdown } from "@/components/ui/display/markdown";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { ReviewWire } from "@/lib/reviews/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Section } from "./section";

/** Every verdict on a task, newest first. Renders nothing while there is none and none is due. */
export function TaskReviews({ task }: { task: TaskWire }) {
  const reading = useTaskReviews(task.id);
  const { data, error } = reading;
  const reviews = (data?.reviews ?? []).toSorted((a, b) => b.id - a.id);
  if (reviews.length === 0 && !error) return null;
  return (
    <Section title="Verdicts" meta={reviews.length || undefined}>
      <ReadingProblem reading={reading} what="The verdicts" part />
      <ol className="flex flex-col gap-3">
        {reviews.map((review) => (
          <Verdict key={review.id} review={review} />
        ))}
      </ol>
    </Section>
  );
}

function Verdict({ review }: { review: ReviewWire }) {
  const approved = review.status === "approved";
  const Icon = approved ? CircleCheck : CircleX;
  return (
    <li
      id={`review-${review.id}`}
      ref={followPermalink}
      className={cn("flex gap-2.5", pointedClass)}
    >
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${approved ? "text-success" : "text-danger"}`}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <span>
            <span className="font-medium">{review.reviewer}</span>{" "}
            {approved ? "approved" : "rejected"} it
          </span>
          {review.cycle > 0 ? <Badge>cycle {review.cycle}/3</Badge> : null}
          {review.applied ? null : <Badge tone="outline">recorded only</Badge>}
          <RelativeTime time={review.created_at} className="text-ink-3 text-xs" />
        </p>
        {review.override_reason ? (
          <p className="text-sm text-warning">Override: {review.override_reason}</p>
        ) : null}
        {review.notes ? (
          <Markdown className="mt-0.5 text-ink-2 text-sm">{review.notes}</Markdown>
        ) : null}
      </div>
    </li>
  );
}
