"use client";

import { STATUS, TASK_STATUSES, type TaskStatus } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import type { TaskWire } from "@/lib/tasks/shapes";
import { PickerList } from "./picker-list";
import { whyNotTo } from "./status-rules";

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
