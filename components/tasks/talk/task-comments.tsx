"use client";

import { useTaskComments } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Section } from "@/components/tasks/page/section";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { CommentComposer } from "./comment-composer";
import { CommentItem } from "./comment-item";

/** The comments on a task, oldest first, and the composer. */
export function TaskComments({ task }: { task: TaskWire }) {
  const reading = useTaskComments(task.id);
  const { data, isPending } = reading;
  return (
    <Section title="Comments" meta={data?.total || undefined}>
      {isPending ? <Skeleton className="mb-3 h-10 w-full" /> : null}
      <ReadingProblem reading={reading} what="The comments" part />
      {data && data.comments.length > 0 ? (
        <ul aria-live="polite" aria-relevant="additions" className="mb-4 flex flex-col gap-4">
          {data.comments.map((comment) => (
            <CommentItem key={comment.id} task={task} comment={comment} />
          ))}
        </ul>
      ) : null}
      <CommentComposer task={task} />
    </Section>
  );
}
