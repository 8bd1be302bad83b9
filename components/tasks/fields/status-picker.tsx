"use client";

import { whyNotTo } from "@/components/tasks/change/status-rules";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { STATUS, TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import { StatusBadge } from "@/components/ui/display/status-badge";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker, PickerList } from "./picker";

interface StatusListProps {
  /** The tasks to move; a status that none of them can move to shows why. */
  tasks: readonly TaskWire[];
  onPick: (status: TaskStatus) => void;
}

export function StatusList({ tasks, onPick }: StatusListProps) {
  const items = TASK_STATUSES.map((status) => {
    const reasons = tasks.map((task) => whyNotTo(task, status));
    const stuck = reasons.length > 0 && reasons.every((reason) => reason !== null);
    return {
      value: status,
      label: STATUS[status].label,
      icon: <StatusIcon status={status} />,
      keywords: [STATUS[status].meaning],
      disabled: stuck ? (reasons[0] ?? undefined) : undefined,
    };
  });
  return (
    <PickerList
      label="Status"
      placeholder="Move to…"
      items={items}
      picked={[...new Set(tasks.map(({ status }) => status))]}
      onPick={(value) => onPick(value as TaskStatus)}
    />
  );
}

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
      {task.request_id ? (
        <span className="shrink-0 text-accent-ink">
          waits<span className="sr-only"> for an answer</span>
        </span>
      ) : null}
    </Picker>
  );
}
