"use client";

import { ArrowDownWideNarrow, X } from "lucide-react";
import { useProjects } from "@/components/sync/data/use-projects";
import { AssigneeFilter } from "@/components/tasks/fields/assignee-filter";
import { FilterPicker } from "@/components/tasks/fields/filter-picker";
import { LabelList } from "@/components/tasks/fields/labels";
import { Picker } from "@/components/tasks/fields/picker";
import { Button } from "@/components/ui/controls/button";
import { PRIORITIES, PRIORITY, type Priority } from "@/components/ui/display/priority";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { toggled } from "@/components/ui/toggled";
import { type InboxView, isFiltered } from "./inbox-view";

interface InboxFiltersProps {
  view: InboxView;
  onChange: (change: Partial<InboxView>) => void;
}

/** The inbox's filters, all kept in the URL. */
export function InboxFilters({ view, onChange }: InboxFiltersProps) {
  const { data: projects = [] } = useProjects();
  return (
    <>
      <FilterPicker
        label="Priority"
        items={PRIORITIES.map((priority) => ({
          value: priority,
          label: PRIORITY[priority].label,
          icon: <PriorityIcon priority={priority} />,
        }))}
        value={view.priority}
        onChange={(priority) => onChange({ priority: priority as Priority[] })}
      />
      <AssigneeFilter value={view.assignee} onChange={(assignee) => onChange({ assignee })} />
      <Picker
        label="Label"
        prefix="Filter by "
        writes={false}
        className={view.label.length > 0 ? "bg-selected text-accent-ink" : "text-ink-2"}
        content={() => (
          <LabelList
            value={view.label}
            onToggle={(label) => onChange({ label: toggled(view.label, label) })}
          />
        )}
      >
        {view.label.length > 0 ? `Label: ${view.label.join(", ")}` : "Label"}
      </Picker>
      {projects.length > 1 ? (
        <FilterPicker
          label="Project"
          items={projects.map(({ id, name, ticket_prefix }) => ({
            value: String(id),
            label: name,
            hint: ticket_prefix,
          }))}
          value={view.project ? [String(view.project)] : []}
          onChange={(ids) => onChange({ project: ids.length > 0 ? Number(ids.at(-1)) : null })}
        />
      ) : null}
      {isFiltered(view) ? (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => onChange({ q: "", priority: [], assignee: [], label: [], project: null })}
        >
          <X aria-hidden className="size-3.5" />
          Clear
        </Button>
      ) : null}
      <Button
        variant="ghost"
        className="ml-auto font-normal"
        aria-label={`Sorted by ${view.sort}. Sort by ${view.sort === "newest" ? "priority" : "newest"} instead`}
        onClick={() => onChange({ sort: view.sort === "newest" ? "priority" : "newest" })}
      >
        <ArrowDownWideNarrow aria-hidden className="size-4" />
        {view.sort === "newest" ? "Newest" : "Priority"}
      </Button>
    </>
  );
}
