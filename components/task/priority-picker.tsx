"use client";

import { PriorityIcon } from "@/components/ui/priority-icon";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker } from "./picker";
import { PriorityList } from "./priority-list";
import { useTaskActions } from "./use-task-actions";

export function PriorityPicker({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Priority"
      className={className}
      content={(close) => (
        <PriorityList
          value={[task.priority]}
          onPick={(priority) => {
            close();
            if (priority !== task.priority) void actions.change(task, { priority });
          }}
        />
      )}
    >
      <PriorityIcon priority={task.priority} withLabel className="text-ink text-sm" />
    </Picker>
  );
}
