"use client";

import { memo, useCallback } from "react";
import type { SetBoardView } from "@/components/board/use-board-view";
import type { TaskStatus } from "@/components/ui/display/status";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { BoardColumn } from "./board-column";
import type { CellFilter } from "./cell";
import { ClosedColumn } from "./column-header";

type BoardColumnsProps = {
  closed: readonly TaskStatus[];
  filter: CellFilter;
  isFiltered: boolean;
  setView: SetBoardView;
  onOpenTask: (ref: string) => void;
};

/** One column for each status. Nothing of it is rendered again by an event: each column and list follows its own tasks. */
export const BoardColumns = memo(function BoardColumns({
  closed,
  filter,
  isFiltered,
  setView,
  onOpenTask,
}: BoardColumnsProps) {
  const onOpen = useCallback(
    (status: TaskStatus) =>
      void setView((view) => ({ closed: view.closed.filter((other) => other !== status) })),
    [setView],
  );
  const onClose = useCallback(
    (status: TaskStatus) => void setView((view) => ({ closed: [...view.closed, status] })),
    [setView],
  );
  return (
    <div className="flex h-full w-max min-w-full gap-2 p-3 max-md:w-full max-md:gap-0 max-md:p-0">
      {TASK_STATUSES.map((status) =>
        closed.includes(status) ? (
          <ClosedColumn key={status} status={status} filter={filter} onOpen={onOpen} />
        ) : (
          <BoardColumn
            key={status}
            status={status}
            filter={filter}
            isFiltered={isFiltered}
            onOpenTask={onOpenTask}
            onClose={onClose}
          />
        ),
      )}
    </div>
  );
});
