"use client";

import { PRIORITIES, PRIORITY, type Priority } from "@/components/ui/display/priority";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { Filter } from "@/components/ui/overlays/filter";
import { toggled } from "@/components/ui/toggled";
import { ListFilter, type SomeOfProps } from "./filters";
import { LabelList } from "./labels";

export function PriorityFilter({ value, onChange }: SomeOfProps<Priority>) {
  return (
    <ListFilter
      label="Priority"
      items={PRIORITIES.map((priority) => ({
        value: priority,
        label: PRIORITY[priority].label,
        icon: <PriorityIcon priority={priority} />,
      }))}
      value={value}
      onChange={(picked) => onChange(PRIORITIES.filter((priority) => picked.includes(priority)))}
    />
  );
}

export function LabelFilter({
  value,
  project,
  onChange,
}: SomeOfProps<string> & { project: number | null }) {
  return (
    <Filter label="Label" value={value.join(", ") || null}>
      <LabelList
        value={value}
        project={project ?? undefined}
        onToggle={(label) => onChange(toggled(value, label))}
      />
    </Filter>
  );
}
