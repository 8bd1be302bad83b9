"use client";

import { ArrowDownWideNarrow, X } from "lucide-react";
import { memo } from "react";
import { AssigneeFilter, ProjectFilter } from "@/components/tasks/fields/filters";
import { LabelFilter, PriorityFilter } from "@/components/tasks/fields/task-filters";
import { Button } from "@/components/ui/controls/button";
import { type InboxView, isFiltered } from "./inbox-view";

interface InboxFiltersProps {
  view: InboxView;
  onChange: (change: Partial<InboxView>) => void;
}

/** The inbox's filters, all kept in the URL. */
export const InboxFilters = memo(function InboxFilters({ view, onChange }: InboxFiltersProps) {
  return (
    <>
      <PriorityFilter value={view.priority} onChange={(priority) => onChange({ priority })} />
      <AssigneeFilter value={view.assignee} onChange={(assignee) => onChange({ assignee })} />
      <LabelFilter
        value={view.label}
        project={view.project}
        onChange={(label) => onChange({ label })}
      />
      <ProjectFilter value={view.project} onChange={(project) => onChange({ project })} />
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
});
