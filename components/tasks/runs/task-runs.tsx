"use client";

import { useTaskReviews, useTaskRuns } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Section } from "@/components/tasks/page/section";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { RunRow } from "./run-row";
import { RunTimeline } from "./run-timeline";
import { segmentsOf } from "./timeline-segments";

/** The timeline and all runs of a task, newest first. */
export function TaskRuns({ task }: { task: TaskWire }) {
  const runs = useTaskRuns(task.id);
  const reviews = useTaskReviews(task.id);
  const list = runs.data?.runs ?? [];
  return (
    <Section
      title="Timeline"
      meta={list.length > 0 ? `${list.length} ${list.length === 1 ? "run" : "runs"}` : undefined}
    >
      {runs.isPending ? <Skeleton className="h-16 w-full" /> : null}
      <ReadingProblem reading={runs} what="The runs" part />
      {runs.data ? (
        <>
          <RunTimeline segments={segmentsOf(task, list, reviews.data?.reviews ?? [])} />
          {list.length > 0 ? (
            <ul className="mt-3 divide-y divide-line rounded-md border">
              {list.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          ) : (
            <p className="mt-2 text-ink-3 text-sm">Nobody has taken it yet.</p>
          )}
        </>
      ) : null}
    </Section>
  );
}
