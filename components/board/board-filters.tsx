"use client";

import { X } from "lucide-react";
import { AssigneeList } from "@/components/tasks/fields/assignee-picker";
import { ProjectFilter } from "@/components/tasks/fields/filters";
import { LabelFilter, PriorityFilter } from "@/components/tasks/fields/task-filters";
import { Button } from "@/components/ui/controls/button";
import { Filter } from "@/components/ui/overlays/filter";
import { type BoardView, isFiltered } from "./filter-of";
import type { SetBoardView } from "./use-board-view";

type BoardFiltersProps = { view: BoardView; setView: SetBoardView };

/** The board's filters. Choosing a chosen value again removes it. */
export function BoardFilters({ view, setView }: BoardFiltersProps) {
  const { priority, assignee, label, project } = view;
  return (
    <>
      <PriorityFilter value={priority} onChange={(picked) => void setView({ priority: picked })} />
      <Filter label="Assignee" value={assignee === "none" ? "Nobody" : assignee}>
        <AssigneeList
          value={assignee === null ? [] : [assignee === "none" ? null : assignee]}
          onPick={(picked) => {
            const next = picked ?? "none";
            void setView({ assignee: next === assignee ? null : next });
          }}
        />
      </Filter>
      <LabelFilter
        value={label}
        project={project}
        onChange={(picked) => void setView({ label: picked })}
      />
      <ProjectFilter value={project} onChange={(next) => void setView({ project: next })} />
      {isFiltered(view) ? (
        <Button
          variant="ghost"
          size="sm"
          className="pointer-coarse:h-11"
          onClick={() =>
            void setView({ q: null, priority: null, assignee: null, label: null, project: null })
          }
        >
          <X aria-hidden className="size-3" /> Clear
        </Button>
      ) : null}
    </>
  );
}
