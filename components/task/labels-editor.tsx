"use client";

import { Tag } from "lucide-react";
import type { TaskWire } from "@/lib/tasks/shapes";
import { LabelChip } from "./label-chip";
import { LabelList } from "./label-list";
import { Picker } from "./picker";
import { useTaskActions } from "./use-task-actions";

export function LabelsEditor({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Labels"
      className={className ?? "h-auto min-h-8 flex-wrap whitespace-normal py-1"}
      content={() => (
        <LabelList
          value={task.labels}
          onToggle={(label) => void actions.change(task, { labels: toggled(task.labels, label) })}
        />
      )}
    >
      {task.labels.length === 0 ? (
        <span className="inline-flex items-center gap-1.5 text-ink-3">
          <Tag aria-hidden className="size-3.5" />
          No labels
        </span>
      ) : (
        task.labels.map((label) => <LabelChip key={label} label={label} />)
      )}
    </Picker>
  );
}

export function toggled(labels: readonly string[], label: string): string[] {
  return labels.includes(label) ? labels.filter((other) => other !== label) : [...labels, label];
}
