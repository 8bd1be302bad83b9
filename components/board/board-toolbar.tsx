"use client";

import { memo } from "react";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { SearchField } from "@/components/ui/controls/search-field";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { BoardFilters } from "./board-filters";
import type { LaneKind } from "./board-view";
import { ColumnsMenu } from "./columns-menu";
import type { BoardView } from "./filter-of";
import type { SetBoardView } from "./use-board-view";

/** How many kinds of filter are set, the search apart, which is always in view. */
const narrowedBy = ({ priority, assignee, label, project, lanes }: BoardView): number =>
  [
    priority.length > 0,
    assignee !== null,
    label.length > 0,
    project !== null,
    lanes !== "none",
  ].filter(Boolean).length;

const LANES: { kind: LaneKind; label: string }[] = [
  { kind: "none", label: "None" },
  { kind: "project", label: "Project" },
  { kind: "agent", label: "Agent" },
  { kind: "epic", label: "Epic" },
];

type BoardToolbarProps = { view: BoardView; setView: SetBoardView };

export const BoardToolbar = memo(function BoardToolbar({ view, setView }: BoardToolbarProps) {
  return (
    <PageToolbar
      label="Filters and lanes"
      active={narrowedBy(view)}
      lead={
        <SearchField
          label="Find on the board"
          placeholder="Find…"
          value={view.q}
          onSearch={(q) => void setView({ q: q || null })}
          className="w-44 max-md:w-auto max-md:min-w-0 max-md:flex-1"
          inputClassName="h-7 text-xs"
        />
      }
    >
      <BoardFilters view={view} setView={setView} />
      <div className="ml-auto flex flex-wrap items-center gap-2 max-md:ml-0 max-md:basis-full md:shrink-0 md:pl-2">
        <span aria-hidden className="text-ink-3 text-xs">
          Lanes
        </span>
        <Segmented<LaneKind>
          label="Swimlanes"
          value={view.lanes}
          onValueChange={(lanes) => void setView({ lanes, folded: null })}
        >
          {LANES.map(({ kind, label }) => (
            <SegmentedItem key={kind} value={kind} className="h-6">
              {label}
            </SegmentedItem>
          ))}
        </Segmented>
        <ColumnsMenu closed={view.closed} onChange={(closed) => void setView({ closed })} />
      </div>
    </PageToolbar>
  );
});
