"use client";

import { memo } from "react";
import { useDrag } from "@/components/board/drag/drag-store";
import { DropHint } from "@/components/board/drag/drop-hint";
import { dropTarget } from "@/components/board/drag/drop-places";
import { refusalOf } from "@/components/board/drag/move-rules";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { CardList } from "./card-list";
import { CardSkeletons } from "./card-skeletons";
import type { CellFilter } from "./cell";
import { ColumnHeader } from "./column-header";
import { useCell, useCellCount } from "./use-cell";

type BoardColumnProps = {
  status: TaskStatus;
  filter: CellFilter;
  isFiltered: boolean;
  onOpenTask: (ref: string) => void;
  onClose: (status: TaskStatus) => void;
};

export const BoardColumn = memo(function BoardColumn({
  status,
  filter,
  isFiltered,
  onOpenTask,
  onClose,
}: BoardColumnProps) {
  const cell = useCell({ status, filter });
  const count = useCellCount({ status, filter });
  const refuses = useDrag((drag) => drag !== null && refusalOf(drag.task, status) !== null);
  const isOver = useDrag((drag) => drag?.over?.status === status && drag.from.status !== status);
  const { label, none } = STATUS[status];
  return (
    <section
      aria-label={`${label}, ${count ?? cell.tasks.length} tasks`}
      data-column={status}
      {...dropTarget(status)}
      className={cn(
        "flex min-w-66 flex-1 basis-66 flex-col rounded-lg bg-canvas dark:bg-sunken",
        "max-md:h-full max-md:w-full max-md:min-w-full max-md:snap-center max-md:rounded-none max-md:bg-transparent max-md:pt-2 max-md:dark:bg-transparent",
        isOver && !refuses && "outline-2 outline-accent -outline-offset-2",
      )}
    >
      <ColumnHeader status={status} count={count} onClose={onClose} />
      <div className={cn("relative flex min-h-0 flex-1 flex-col", cell.isOutdated && "opacity-60")}>
        <DropHint status={status} />
        {cell.isLoading ? <CardSkeletons label={`Loading ${label}`} /> : null}
        <ReadingProblem reading={cell.reading} what={label} part />
        {!cell.isLoading && !hasFailed(cell.reading) && cell.tasks.length === 0 ? (
          <p className="px-3 py-2 text-ink-3 text-xs">
            {isFiltered ? "Nothing matches the filter" : none}
          </p>
        ) : (
          <CardList
            label={label}
            tasks={cell.tasks}
            total={count}
            hasMore={cell.hasMore}
            loadMore={cell.loadMore}
            isLoadingMore={cell.isLoadingMore}
            moreFailed={cell.moreFailed}
            onOpen={onOpenTask}
            className={cn("min-h-0 flex-1 max-md:px-3", refuses && "opacity-45")}
          />
        )}
      </div>
    </section>
  );
});
