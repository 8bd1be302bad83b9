"use client";

import type { TaskStatus } from "@/components/ui/display/status";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { BoardColumn } from "./board-column";
import type { CellFilter } from "./cell";
import { ClosedColumn } from "./column-header";

type BoardColumnsProps = {
  closed: readonly TaskStatus[];
  filter: CellFilter;
  isFiltered: boolean;
  onClosedChange: (closed: TaskStatus[]) => void;
  onOpenTask: (ref: string) => void;
};

export function BoardColumns({
  closed,
  filter,
  isFiltered,
  onClosedChange,
  onOpenTask,
}: BoardColumnsProps) {
  return (
    <div className="flex h-full w-max min-w-full gap-2 p-3 max-md:w-full max-md:gap-0 max-md:p-0">
      {TASK_STATUSES.map((status) =>
        closed.includes(status) ? (
          <ClosedColumn
            key={status}
            status={status}
            filter={filter}
            onOpen={() => onClosedChange(closed.filter((other) => other !== status))}
          />
        ) : (
          <BoardColumn
            key={status}
            status={status}
            filter={filter}
            isFiltered={isFiltered}
            onOpenTask={onOpenTask}
            onClose={() => onClosedChange([...closed, status])}
          />
        ),
      )}
    </div>
  );
}
