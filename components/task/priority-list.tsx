"use client";

import { PRIORITIES, PRIORITY, type Priority } from "@/components/ui/priority";
import { PriorityIcon } from "@/components/ui/priority-icon";
import { PickerList } from "./picker-list";

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
