"use client";

import { useTaskReviews } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Section } from "@/components/tasks/page/section";
import type { TaskWire } from "@/lib/tasks/shapes";
import { VerdictItem } from "./verdict-item";

/** Every verdict on the task, newest first, with the feedback that was sent back. */
export function VerdictHistory({ task }: { task: TaskWire }) {
  const reading = useTaskReviews(task.id);
  const { data, error, isPending } = reading;
  const reviews = (data?.reviews ?? []).toSorted((a, b) => b.id - a.id);
  return (
    <Section title="Verdicts" meta={reviews.length || undefined}>
      <ReadingProblem reading={reading} what="The verdicts" part />
      {reviews.length === 0 && !isPending && !error ? (
        <p className="text-ink-3 text-sm">None yet: this is its first review.</p>
      ) : null}
      <ol className="flex flex-col gap-4">
        {reviews.map((review) => (
          <li key={review.id}>
            <VerdictItem review={review} agent={task.assigned_to} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
