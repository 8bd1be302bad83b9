"use client";

import { X } from "lucide-react";
import { AssigneeList } from "@/components/tasks/fields/assignee-picker";
import { LabelList } from "@/components/tasks/fields/labels";
import { PriorityList } from "@/components/tasks/fields/priority-picker";
import { ProjectFilter } from "@/components/tasks/fields/project-filter";
import { Button } from "@/components/ui/controls/button";
import { PRIORITY } from "@/components/ui/display/priority";
import { FilterPopover } from "@/components/ui/overlays/filter-popover";
import { toggled } from "@/components/ui/toggled";
import { type BoardView, isFiltered } from "./filter-of";
import type { SetBoardView } from "./use-board-view";

type BoardFiltersProps = { view: BoardView; setView: SetBoardView };

/** The board's filters. Choosing a chosen value again removes it. */
export function BoardFilters({ view, setView }: BoardFiltersProps) {
  const { priority, assignee, label, project } = view;
  return (
    <>
      <FilterPopover
        label="Priority"
        value={priority.map((one) => PRIORITY[one].label).join(", ") || null}
      >
        <PriorityList
          value={priority}
          onPick={(picked) => void setView({ priority: toggled(priority, picked) })}
        />
      </FilterPopover>
      <FilterPopover label="Assignee" value={assignee === "none" ? "Nobody" : assignee}>
        <AssigneeList
          value={assignee === null ? [] : [assignee === "none" ? null : assignee]}
          onPick={(picked) => {
            const next = picked ?? "none";
            void setView({ assignee: next === assignee ? null : next });
          }}
        />
      </FilterPopover>
      <FilterPopover label="Label" value={label.join(", ") || null}>
        <LabelList
          value={label}
          onToggle={(picked) => void setView({ label: toggled(label, picked) })}
        />
      </FilterPopover>
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
