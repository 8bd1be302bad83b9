"use client";

import { memo } from "react";
import { useDrag } from "@/components/board/drag/drag-store";
import { dropTarget } from "@/components/board/drag/drop-places";
import { refusalOf } from "@/components/board/drag/move-rules";
import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { CellFilter } from "./cell";
import { useCellCount } from "./use-cell";

type StatusTabsProps = {
  statuses: readonly TaskStatus[];
  current: TaskStatus | undefined;
  filter: CellFilter;
  onSelect: (status: TaskStatus) => void;
};

/** The columns as tabs on a phone, which shows one at a time: their signs in one row, the current one with its name. A dragged card can be dropped on them. */
export const StatusTabs = memo(function StatusTabs({
  statuses,
  current,
  filter,
  onSelect,
}: StatusTabsProps) {
  return (
    <nav aria-label="Columns" className="shrink-0 border-b md:hidden">
      <ul className="flex px-1">
        {statuses.map((status) => (
          <li key={status} className={cn("min-w-0", status === current ? "flex-none" : "flex-1")}>
            <StatusTab
              status={status}
              filter={filter}
              isCurrent={status === current}
              onSelect={() => onSelect(status)}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
});

type StatusTabProps = {
  status: TaskStatus;
  filter: CellFilter;
  isCurrent: boolean;
  onSelect: () => void;
};

function StatusTab({ status, filter, isCurrent, onSelect }: StatusTabProps) {
  const count = useCellCount({ status, filter });
  const refuses = useDrag((drag) => drag !== null && refusalOf(drag.task, status) !== null);
  const isOver = useDrag((drag) => drag?.over?.status === status && drag.from.status !== status);
  return (
    <button
      type="button"
      id={`tab-${status}`}
      aria-current={isCurrent ? "true" : undefined}
      onClick={onSelect}
      {...dropTarget(status)}
      data-drop-tab
      className={cn(
        "-mb-px flex h-11 w-full items-center justify-center gap-1.5 border-b-2 px-1 font-medium text-sm focus-visible:-outline-offset-2",
        isCurrent ? "border-accent text-ink" : "border-transparent text-ink-2",
        refuses && "opacity-40",
        isOver && !refuses && "rounded-t-md bg-selected",
      )}
    >
      <StatusIcon status={status} />
      <span className={isCurrent ? "whitespace-nowrap" : "sr-only"}>{STATUS[status].label}</span>
      <span className={cn("font-normal text-ink-3 text-xs tabular-nums", !isCurrent && "sr-only")}>
        {count ?? ""}
      </span>
    </button>
  );
}
