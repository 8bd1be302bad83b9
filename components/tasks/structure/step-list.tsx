"use client";

import { GripVertical, Split } from "lucide-react";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { TaskWire } from "@/lib/tasks/shapes";
import { ChildRow } from "./child-row";
import { useReorder } from "./use-reorder";

interface StepListProps {
  parent: TaskWire;
  /** In their order. */
  steps: readonly TaskWire[];
  canWrite: boolean;
}

/** The steps of a task, numbered; drag handles change their order. */
export function StepList({ parent, steps, canWrite }: StepListProps) {
  const actions = useTaskActions();
  const byId = new Map(steps.map((step) => [step.id, step]));
  const { listProps, order, liftedId, handleProps } = useReorder({
    ids: steps.map(({ id }) => id),
    nameOf: (id) => byId.get(id)?.ticket_ref ?? "",
    onReorder: (ids) => void actions.reorderSteps(parent, ids),
  });
  return (
    <ol {...listProps} aria-label="Steps" className="mt-1">
      {order.map((id, index) => {
        const step = byId.get(id);
        if (!step) return null;
        return (
          <li
            key={id}
            data-step={id}
            className={cn(
              "group/step rounded-md",
              liftedId === id && "bg-selected outline-1 outline-accent",
            )}
          >
            <ChildRow
              child={step}
              before={
                <span className="flex shrink-0 items-center">
                  {canWrite && steps.length > 1 ? (
                    <button
                      type="button"
                      aria-label={`Move ${step.ticket_ref}, step ${index + 1} of ${steps.length}`}
                      aria-pressed={liftedId === id}
                      className="flex h-7 w-5 cursor-grab touch-none items-center justify-center rounded-sm text-ink-3 opacity-60 hover:text-ink hover:opacity-100 focus-visible:opacity-100 active:cursor-grabbing pointer-coarse:h-11 pointer-coarse:w-8"
                      {...handleProps(id)}
                    >
                      <GripVertical aria-hidden className="size-3.5" />
                    </button>
                  ) : null}
                  <span className="w-5 text-center font-mono text-2xs text-ink-3 tabular-nums">
                    {index + 1}
                  </span>
                </span>
              }
              action={
                canWrite ? (
                  <IconButton
                    label={`Do ${step.ticket_ref} in parallel`}
                    size="icon-sm"
                    onClick={() => void actions.runInParallel(parent, step)}
                    className="opacity-0 focus-visible:opacity-100 group-hover/step:opacity-100 pointer-coarse:opacity-100"
                  >
                    <Split className="size-3.5" />
                  </IconButton>
                ) : null
              }
            />
          </li>
        );
      })}
    </ol>
  );
}
