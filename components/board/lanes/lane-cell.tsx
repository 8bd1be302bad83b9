"use client";

import { memo } from "react";
import { CardList } from "@/components/board/columns/card-list";
import { CardSkeletons } from "@/components/board/columns/card-skeletons";
import { useCell, useCellCount } from "@/components/board/columns/use-cell";
import { useDrag } from "@/components/board/drag/drag-store";
import { DropHint } from "@/components/board/drag/drop-hint";
import { dropTarget } from "@/components/board/drag/drop-places";
import { refusalOf } from "@/components/board/drag/move-rules";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { Count } from "@/components/ui/display/figure";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { isTerminal } from "@/lib/tasks/lifecycle";
import { type Lane, laneName } from "./lanes";

type LaneCellProps = { lane: Lane; status: TaskStatus; onOpenTask: (ref: string) => void };

export const LaneCell = memo(function LaneCell({ lane, status, onOpenTask }: LaneCellProps) {
  const cell = useCell({ status, filter: lane.filter });
  const count = useCellCount({ status, filter: lane.filter });
  const refuses = useDrag((drag) => drag !== null && refusalOf(drag.task, status) !== null);
  const isOver = useDrag(
    (drag) =>
      drag?.over?.status === status &&
      drag.over.lane === lane.key &&
      (drag.from.status !== status || drag.from.lane !== lane.key),
  );
  const label = `${STATUS[status].label}, ${laneName(lane)}`;
  return (
    <section
      aria-label={`${label}, ${count ?? cell.tasks.length} tasks`}
      {...dropTarget(status, lane.key)}
      className={cn(
        "relative flex w-66 shrink-0 flex-col rounded-lg bg-canvas pt-1.5 max-md:w-full max-md:snap-center dark:bg-sunken",
        isOver && !refuses && "outline-2 outline-accent -outline-offset-2",
      )}
    >
      <DropHint status={status} lane={lane.key} laneTitle={lane.title} />
      <ReadingProblem reading={cell.reading} what={label} part />
      {cell.isLoading ? <CardSkeletons label={`Loading ${label}`} count={1} /> : null}
      {cell.tasks.length > 0 ? (
        <CardList
          label={label}
          tasks={cell.tasks}
          total={count}
          hasMore={cell.hasMore}
          loadMore={cell.loadMore}
          isLoadingMore={cell.isLoadingMore}
          moreFailed={cell.moreFailed}
          onOpen={onOpenTask}
          // Finished tasks do not make the lane taller.
          className={cn(isTerminal(status) ? "max-h-60" : "max-h-100", refuses && "opacity-45")}
        />
      ) : null}
      {count !== undefined && count > 3 ? (
        <p className="border-t px-2.5 py-1 text-2xs text-ink-3 tabular-nums">
          <Count value={count} /> tasks
        </p>
      ) : null}
    </section>
  );
});
