"use client";

import { SearchField } from "@/components/ui/controls/search-field";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { PageToolbar } from "@/components/ui/display/page-header";
import { BoardFilters } from "./board-filters";
import type { LaneKind } from "./board-view";
import { ColumnsMenu } from "./columns-menu";
import type { BoardView } from "./filter-of";
import type { SetBoardView } from "./use-board-view";

const LANES: { kind: LaneKind; label: string }[] = [
  { kind: "none", label: "None" },
  { kind: "project", label: "Project" },
  { kind: "agent", label: "Agent" },
  { kind: "epic", label: "Epic" },
];

export function BoardToolbar({ view, setView }: { view: BoardView; setView: SetBoardView }) {
  return (
    <PageToolbar>
      <SearchField
        label="Find on the board"
        placeholder="Find…"
        value={view.q}
        onSearch={(q) => void setView({ q: q || null })}
        className="w-44 max-md:w-36"
        inputClassName="h-7 text-xs"
      />
      <BoardFilters view={view} setView={setView} />
      <div className="ml-auto flex shrink-0 items-center gap-2 pl-2">
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
}
