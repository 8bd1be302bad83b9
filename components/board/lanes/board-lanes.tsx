"use client";

import { Layers } from "lucide-react";
import { type RefObject, useCallback } from "react";
import type { LaneKind } from "@/components/board/board-view";
import { CardSkeletons } from "@/components/board/columns/card-skeletons";
import type { CellFilter } from "@/components/board/columns/cell";
import { LaneColumnHead } from "@/components/board/columns/column-header";
import { ReadingProblem } from "@/components/sync/reading-problem";
import type { TaskStatus } from "@/components/ui/display/status";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { VirtualList } from "@/components/ui/list/virtual-list";
import { toggled } from "@/components/ui/toggled";
import { LaneRow } from "./lane-row";
import { useLanes } from "./use-lanes";

type BoardLanesProps = {
  kind: LaneKind;
  filter: CellFilter;
  statuses: readonly TaskStatus[];
  scroller: RefObject<HTMLDivElement | null>;
  folded: readonly string[];
  onFold: (folded: string[]) => void;
  onOpenTask: (ref: string) => void;
};

/** The board split into lanes; only lanes in view are rendered and loaded. */
export function BoardLanes({
  kind,
  filter,
  statuses,
  scroller,
  folded,
  onFold,
  onOpenTask,
}: BoardLanesProps) {
  const { lanes, reading } = useLanes(kind, filter);
  const onToggle = useCallback((key: string) => onFold(toggled(folded, key)), [onFold, folded]);
  if (!lanes && reading?.error) return <ReadingProblem reading={reading} what="The lanes" />;
  if (!lanes) return <CardSkeletons label="Loading lanes" />;
  if (lanes.length === 0) {
    return (
      <EmptyState
        icon={Layers}
        title="No lanes"
        description="Nothing to group by here. Choose other lanes."
      />
    );
  }
  return (
    <div className="w-max min-w-full px-3 max-md:w-auto max-md:px-0">
      <div className="sticky top-0 z-20 flex gap-2 bg-panel pt-2 max-md:hidden">
        {statuses.map((status) => (
          <LaneColumnHead key={status} status={status} filter={filter} />
        ))}
      </div>
      <VirtualList
        label="Lanes"
        items={lanes}
        keyOf={({ key }) => key}
        estimate={({ key }) => (folded.includes(key) ? 48 : 220)}
        scroller={scroller}
        roving={false}
        overscan={1}
      >
        {(lane) => (
          <LaneRow
            lane={lane}
            statuses={statuses}
            isFolded={folded.includes(lane.key)}
            onToggle={onToggle}
            onOpenTask={onOpenTask}
          />
        )}
      </VirtualList>
    </div>
  );
}
