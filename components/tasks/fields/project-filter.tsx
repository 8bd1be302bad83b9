"use client";

import { useProjects } from "@/components/sync/data/use-projects";
import { FilterPopover } from "@/components/ui/overlays/filter-popover";
import { PickerList } from "./picker";

interface ProjectFilterProps {
  /** The project's id; null is every project. */
  value: number | null;
  onChange: (project: number | null) => void;
}

/** Filters a screen by project; hidden when there is only one. Choosing the chosen project again removes the filter. */
export function ProjectFilter({ value, onChange }: ProjectFilterProps) {
  const { data: projects = [] } = useProjects();
  if (projects.length <= 1 && value === null) return null;
  const name = projects.find(({ id }) => id === value)?.name ?? `#${value}`;
  return (
    <FilterPopover label="Project" value={value === null ? null : name}>
      <PickerList
        label="Project"
        placeholder="Show only…"
        items={projects.map((project) => ({
          value: String(project.id),
          label: project.name,
          hint: project.ticket_prefix,
        }))}
        picked={value === null ? [] : [String(value)]}
        onPick={(id) => onChange(Number(id) === value ? null : Number(id))}
      />
    </FilterPopover>
  );
}
