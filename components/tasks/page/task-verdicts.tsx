"use client";

import { useTaskReviews } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { followPermalink, pointedClass } from "@/components/tasks/talk/permalink";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Section } from "./section";
import { VerdictItem } from "./verdict-item";

interface TaskVerdictsProps {
  task: TaskWire;
  /** Shown when there is no verdict yet; without it the section is left out then. */
  none?: string;
}

/** Every verdict on a task, newest first, with the feedback that was sent back. */
export function TaskVerdicts({ task, none }: TaskVerdictsProps) {
  const reading = useTaskReviews(task.id);
  const { data, error, isPending } = reading;
  const reviews = (data?.reviews ?? []).toSorted((a, b) => b.id - a.id);
  const isEmpty = reviews.length === 0 && !error;
  if (isEmpty && none === undefined) return null;
  return (
    <Section title="Verdicts" meta={reviews.length || undefined}>
      <ReadingProblem reading={reading} what="The verdicts" part />
      {isEmpty && !isPending ? <p className="text-ink-3 text-sm">{none}</p> : null}
      <ol className="flex flex-col gap-4">
        {reviews.map((review) => (
          <li
            key={review.id}
            id={`review-${review.id}`}
            ref={followPermalink}
            className={pointedClass}
          >
            <VerdictItem review={review} agent={task.assigned_to} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
