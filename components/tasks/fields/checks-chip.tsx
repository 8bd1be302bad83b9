"use client";

import { ListChecks } from "lucide-react";
import { TaskChecksField } from "@/components/tasks/checks/task-checks-field";
import type { TaskWire } from "@/lib/tasks/shapes";

/** The checks of a task where its properties stand in a row, as on a phone. */
export function ChecksChip({ task, className }: { task: TaskWire; className?: string }) {
  return (
    <TaskChecksField
      task={task}
      className={className}
      sign={<ListChecks aria-hidden className="size-4 shrink-0 text-ink-3" />}
    />
  );
}
