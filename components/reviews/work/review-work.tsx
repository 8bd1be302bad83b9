"use client";

import { useState } from "react";
import { ReviewerStatus } from "@/components/reviews/queue/reviewer-status";
import { useTaskReviews } from "@/components/sync/data/use-task-parts";
import { Section } from "@/components/tasks/page/section";
import { TaskChecks } from "@/components/tasks/page/task-checks";
import { TaskVerdicts } from "@/components/tasks/page/task-verdicts";
import { WorkflowPlace } from "@/components/tasks/structure/workflow-place";
import type { TaskWire } from "@/lib/tasks/shapes";
import { CommentedText } from "./commented-text";
import { CriteriaList } from "./criteria-list";

/** The work and its acceptance criteria: side by side on wide screens, stacked on narrow ones. */
export function ReviewWork({ task }: { task: TaskWire }) {
  const { data } = useTaskReviews(task.id);
  const [ticked, setTicked] = useState(() => tickedOf(task));
  const newest = data?.reviews.toSorted((a, b) => b.id - a.id)[0];
  return (
    <div
      className="@container min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div className="grid gap-x-8 gap-y-6 px-5 py-4 max-sm:px-4 @3xl:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {task.workflow ? <WorkflowPlace place={task.workflow} /> : null}
          <ReviewerStatus task={task} newest={newest} />
          <TaskChecks task={task} />
          <Section title="Resolution" meta={saidBy(task)}>
            {task.resolution ? (
              <CommentedText
                task={task}
                field="resolution"
                name="resolution"
                text={task.resolution}
              />
            ) : (
              <p className="text-ink-3 text-sm">Nothing was handed in with it.</p>
            )}
          </Section>
          {task.description ? (
            <Section title="What was asked">
              <CommentedText
                task={task}
                field="description"
                name="description"
                text={task.description}
                className="text-ink-2"
              />
            </Section>
          ) : null}
        </div>
        <aside aria-label="To judge it by" className="flex min-w-0 flex-col gap-6">
          <CriteriaList
            criteria={task.acceptance_criteria}
            ticked={ticked}
            onTick={(next) => {
              tick(task, next);
              setTicked(next);
            }}
          />
          <TaskVerdicts task={task} none="None yet: this is its first review." />
        </aside>
      </div>
    </div>
  );
}

/** Checks were run; a resolution is what the agent says. */
const saidBy = ({ assigned_to, outcome }: TaskWire): string | undefined =>
  [assigned_to ? `as ${assigned_to} says` : null, outcome].filter(Boolean).join(" · ") || undefined;

type Handed = Pick<TaskWire, "id" | "status_changed_at">;

/**
 * The ticked criteria of each piece of work, kept while the page lives. Work that is handed in again starts with none.
 */
const ticked = new Map<string, readonly number[]>();

const keyOf = ({ id, status_changed_at }: Handed): string => `${id}:${status_changed_at}`;

export function tickedOf(task: Handed): readonly number[] {
  return ticked.get(keyOf(task)) ?? [];
}

export function tick(task: Handed, points: readonly number[]): void {
  ticked.set(keyOf(task), points);
}
