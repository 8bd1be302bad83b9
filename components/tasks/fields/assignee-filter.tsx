"use client";

import { UserRoundX } from "lucide-react";
import { useAgents } from "@/components/sync/data/use-agents";
import { FilterPicker } from "@/components/tasks/fields/filter-picker";
import { Avatar } from "@/components/ui/display/avatar";

interface AssigneeFilterProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

export function AssigneeFilter({ value, onChange }: AssigneeFilterProps) {
  const { data: agents = [] } = useAgents();
  const items = [
    {
      value: "none",
      label: "Nobody",
      icon: <UserRoundX aria-hidden className="size-4 text-ink-3" />,
    },
    ...agents.map(({ name, status, role }) => ({
      value: name,
      label: name,
      icon: <Avatar name={name} presence={status} />,
      keywords: [role],
    })),
  ];
  return <FilterPicker label="Assignee" items={items} value={value} onChange={onChange} />;
}
