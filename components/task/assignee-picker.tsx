"use client";

import type { TaskWire } from "@/lib/tasks/shapes";
import { AssigneeList } from "./assignee-list";
import { AssigneeName } from "./assignee-name";
import { Picker } from "./picker";
import { useTaskActions } from "./use-task-actions";

export function AssigneePicker({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Assignee"
      className={className}
      content={(close) => (
        <AssigneeList
          value={[task.assigned_to]}
          onPick={(assigned_to) => {
            close();
            if (assigned_to !== task.assigned_to) void actions.change(task, { assigned_to });
          }}
        />
      )}
    >
      <AssigneeName name={task.assigned_to} />
    </Picker>
  );
}
