"use client";

import { Plus } from "lucide-react";
import { openCreateTask } from "@/components/create-task/create-task-store";
import { useViewer } from "@/components/live/viewer";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { TaskWire } from "@/lib/tasks/wire";
import { AssigneeName } from "./assignee-name";
import { PartError } from "./part-error";
import { Section } from "./section";
import { TaskRowLink } from "./task-row-link";
import { useTaskChildren } from "./use-task-parts";

/** The parts of a task in their order, with how far they are. */
export function TaskChildren({ task }: { task: TaskWire }) {
  const { total, done } = task.progress;
  const { canWrite } = useViewer();
  const { data, error, isPending, refetch } = useTaskChildren(task.id, total > 0);
  if (total === 0 && task.type !== "epic") return null;
  const children = data?.tasks ?? [];
  return (
    <Section
      title="Children"
      meta={`${done}/${total}`}
      action={
        canWrite ? (
          <IconButton
            label="Add a child"
            size="icon-sm"
            onClick={() => openCreateTask({ parent: task })}
          >
            <Plus className="size-3.5" />
          </IconButton>
        ) : undefined
      }
    >
      <ProgressBar
        label={`Children of ${task.ticket_ref}`}
        value={done}
        max={total}
        tone="success"
      />
      {error ? <PartError what="The children" error={error} retry={() => void refetch()} /> : null}
      {isPending && total > 0 ? (
        <SkeletonRows count={Math.min(total, 5)} label="Loading the children" />
      ) : null}
      <ul className="mt-1">
        {children.map((child) => (
          <li key={child.id}>
            <TaskRowLink
              task={child}
              before={child.exec_order === null ? null : <Badge>{child.exec_order}</Badge>}
              after={
                child.assigned_to ? (
                  <AssigneeName name={child.assigned_to} className="text-ink-2 text-xs" />
                ) : null
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
