"use client";

import { Tag } from "lucide-react";
import type { ComponentProps } from "react";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import type { TaskWire } from "@/lib/tasks/shapes";
import { LabelChip } from "./label-chip";
import type { LabelListRendered } from "./label-list";
import { Picker } from "./picker";

const list = onDemand(async () => (await import("./label-list")).LabelListRendered);

/** The labels in use; new ones may be entered. It stays open for more choices. */
export function LabelList(props: ComponentProps<typeof LabelListRendered>) {
  return <Late of={list} props={props} />;
}

export function LabelsEditor({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Labels"
      className={className ?? "h-auto min-h-8 flex-wrap whitespace-normal py-1"}
      content={() => (
        <LabelList
          value={task.labels}
          project={task.project_id}
          onToggle={(label) => void actions.change(task, toggledLabel(task.labels, label))}
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

/** The change that adds a label, or removes it from a task that has it. */
export function toggledLabel(labels: readonly string[], label: string) {
  return labels.includes(label) ? { remove_labels: [label] } : { add_labels: [label] };
}
