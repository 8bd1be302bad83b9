"use client";

import { ListOrdered, Plus } from "lucide-react";
import { useState } from "react";
import { useTaskChildren } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Section } from "@/components/tasks/page/section";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { TaskWire } from "@/lib/tasks/shapes";
import { AddChild } from "./add-child";
import { ChildRow } from "./child-row";
import { StepList } from "./step-list";

/** The children of a task: the steps in order, the parallel ones, and their progress. */
export function TaskChildren({ task }: { task: TaskWire }) {
  const { total, done } = task.progress;
  const { canWrite } = useViewer();
  const [isAdding, setAdding] = useState(false);
  const reading = useTaskChildren(task.id, total > 0);
  const { data, isPending } = reading;
  const actions = useTaskActions();
  const children = total > 0 ? (data?.tasks ?? []) : [];
  const steps = children.filter((child) => isStep(child));
  const parallel = children.filter((child) => !isStep(child));
  if (total === 0 && task.type !== "epic" && !isAdding) {
    if (!canWrite) return null;
    return (
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2 self-start text-ink-3"
        onClick={() => setAdding(true)}
      >
        <Plus aria-hidden className="size-3.5" />
        Add a child
      </Button>
    );
  }
  return (
    <Section
      title="Children"
      meta={total > 0 ? `${done}/${total}` : undefined}
      action={
        canWrite ? (
          <>
            {parallel.length > 1 ? (
              <IconButton
                label="Do them one after the other"
                size="icon-sm"
                onClick={() =>
                  void actions.reorderSteps(
                    task,
                    [...steps, ...parallel].map(({ id }) => id),
                  )
                }
              >
                <ListOrdered className="size-3.5" />
              </IconButton>
            ) : null}
            <IconButton
              label="Add a child"
              size="icon-sm"
              aria-expanded={isAdding}
              onClick={() => setAdding(!isAdding)}
            >
              <Plus className="size-3.5" />
            </IconButton>
          </>
        ) : undefined
      }
    >
      {total > 0 ? (
        <ProgressBar
          label={`Children of ${task.ticket_ref}`}
          value={done}
          max={total}
          tone="success"
        />
      ) : isAdding ? null : (
        <p className="text-ink-3 text-sm">No children yet.</p>
      )}
      <ReadingProblem reading={reading} what="The children" part />
      {isPending && total > 0 ? (
        <SkeletonRows count={Math.min(total, 5)} label="Loading the children" />
      ) : null}
      {steps.length > 0 ? <StepList parent={task} steps={steps} canWrite={canWrite} /> : null}
      {parallel.length > 0 ? (
        <>
          {steps.length > 0 ? <p className="mt-2 text-ink-3 text-xs">In parallel</p> : null}
          <ul aria-label="In parallel" className="mt-1">
            {parallel.map((child) => (
              <li key={child.id} className="group/step">
                <ChildRow
                  child={child}
                  action={
                    canWrite && steps.length > 0 ? (
                      <IconButton
                        label={`Make ${child.ticket_ref} the last step`}
                        size="icon-sm"
                        onClick={() =>
                          void actions.reorderSteps(task, [...steps.map(({ id }) => id), child.id])
                        }
                        className="opacity-0 focus-visible:opacity-100 group-hover/step:opacity-100 pointer-coarse:opacity-100"
                      >
                        <ListOrdered className="size-3.5" />
                      </IconButton>
                    ) : null
                  }
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {isAdding ? (
        <AddChild
          parent={task}
          nextOrder={Math.max(0, ...children.map((child) => child.exec_order ?? 0)) + 1}
          startsAsStep={steps.length > 0 || (task.exec_mode === "seq" && parallel.length === 0)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Section>
  );
}

const isStep = (child: TaskWire): boolean => child.exec_mode === "seq" && child.exec_order !== null;
