"use client";

import { StatusBadge } from "@/components/ui/status-badge";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker } from "./picker";
import { StatusList } from "./status-list";
import { useTaskActions } from "./use-task-actions";

export function StatusPicker({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Status"
      className={className}
      content={(close) => (
        <StatusList
          tasks={[task]}
          onPick={(status) => {
            close();
            if (status !== task.status) void actions.change(task, { status });
          }}
        />
      )}
    >
      <StatusBadge status={task.status} className="text-ink text-sm" />
    </Picker>
  );
}
