"use client";

import { UserRoundX } from "lucide-react";
import { useAgents } from "@/components/sync/data/use-agents";
import { useProjects } from "@/components/sync/data/use-projects";
import { Avatar } from "@/components/ui/display/avatar";
import { Filter } from "@/components/ui/overlays/filter";
import { toggled } from "@/components/ui/toggled";
import { type PickerItem, PickerList } from "./picker";

interface ListFilterProps {
  label: string;
  items: readonly PickerItem[];
  value: readonly string[];
  /** Choosing a chosen value again removes it. */
  onChange: (value: string[]) => void;
}

/** A filter by values of a list. It stays open for more choices. */
export function ListFilter({ label, items, value, onChange }: ListFilterProps) {
  const names = value.map((one) => items.find((item) => item.value === one)?.label ?? one);
  return (
    <Filter label={label} value={names.join(", ") || null}>
      <PickerList
        label={label}
        placeholder="Show only…"
        items={items}
        picked={value}
        onPick={(picked) => onChange(toggled(value, picked))}
      />
    </Filter>
  );
}

interface OneOfProps<T> {
  value: T | null;
  onChange: (value: T | null) => void;
}

export interface SomeOfProps<T> {
  value: readonly T[];
  onChange: (value: T[]) => void;
}

/** The last chosen value: choosing another one takes its place. */
const newest = (values: readonly string[]): string | null => values.at(-1) ?? null;

/** Filters by who has the task; `none` is nobody. */
export function AssigneeFilter({ value, onChange }: SomeOfProps<string>) {
  const agents = useAgentItems();
  const nobody = {
    value: "none",
    label: "Nobody",
    icon: <UserRoundX aria-hidden className="size-4 text-ink-3" />,
  };
  return (
    <ListFilter label="Assignee" items={[nobody, ...agents]} value={value} onChange={onChange} />
  );
}

export function AgentFilter({ value, onChange }: OneOfProps<string>) {
  return (
    <ListFilter
      label="Agent"
      items={useAgentItems()}
      value={value === null ? [] : [value]}
      onChange={(picked) => onChange(newest(picked))}
    />
  );
}

/** Filters by project; hidden when there is only one. */
export function ProjectFilter({ value, onChange }: OneOfProps<number>) {
  const { data: projects = [] } = useProjects();
  if (projects.length <= 1 && value === null) return null;
  return (
    <ListFilter
      label="Project"
      items={projects.map(({ id, name, ticket_prefix }) => ({
        value: String(id),
        label: name,
        hint: ticket_prefix,
      }))}
      value={value === null ? [] : [String(value)]}
      onChange={(picked) => {
        const id = newest(picked);
        onChange(id === null ? null : Number(id));
      }}
    />
  );
}

function useAgentItems(): PickerItem[] {
  const { data: agents = [] } = useAgents();
  return agents.map(({ name, status, role }) => ({
    value: name,
    label: name,
    icon: <Avatar name={name} presence={status} />,
    keywords: [role],
  }));
}
