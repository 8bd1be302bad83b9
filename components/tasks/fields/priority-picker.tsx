"use client";

import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { PRIORITIES, PRIORITY, type Priority } from "@/components/ui/display/priority";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker, PickerList } from "./picker";

interface PriorityListProps {
  value: readonly Priority[];
  onPick: (priority: Priority) => void;
}

export function PriorityList({ value, onPick }: PriorityListProps) {
  const items = PRIORITIES.map((priority) => ({
    value: priority,
    label: PRIORITY[priority].label,
    icon: (
      <span aria-hidden className="flex">
        <PriorityIcon priority={priority} />
      </span>
    ),
  }));
  return (
    <PickerList
      label="Priority"
      placeholder="Set priority to…"
      items={items}
      picked={value}
      onPick={(picked) => onPick(picked as Priority)}
    />
  );
}

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
