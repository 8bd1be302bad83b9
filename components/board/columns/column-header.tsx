"use client";

import { ChevronsRightLeft } from "lucide-react";
import { memo } from "react";
import { useDrag } from "@/components/board/drag/drag-store";
import { dropTarget } from "@/components/board/drag/drop-places";
import { refusalOf } from "@/components/board/drag/move-rules";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Count } from "@/components/ui/display/figure";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { Explained } from "@/components/ui/overlays/explained";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { CellFilter } from "./cell";
import { useCellCount } from "./use-cell";

type ColumnHeaderProps = {
  status: TaskStatus;
  count: number | undefined;
  onClose: (status: TaskStatus) => void;
};

export const ColumnHeader = memo(function ColumnHeader({
  status,
  count,
  onClose,
}: ColumnHeaderProps) {
  return (
    <div className="group/head flex h-10 shrink-0 items-center gap-2 pr-1 pl-3 max-md:hidden">
      <StatusIcon status={status} />
      <h2 className="flex min-w-0">
        <Explained content={STATUS[status].meaning} className="truncate font-medium text-sm">
          {STATUS[status].label}
        </Explained>
      </h2>
      <span className="text-ink-3 text-xs tabular-nums">
        <Count value={count} />
      </span>
      <IconButton
        label={`Close ${STATUS[status].label}`}
        size="icon-sm"
        onClick={() => onClose(status)}
        className="ml-auto text-ink-3 opacity-0 focus-visible:opacity-100 group-hover/head:opacity-100 pointer-coarse:opacity-100"
      >
        <ChevronsRightLeft className="size-3.5" />
      </IconButton>
    </div>
  );
});

type ClosedColumnProps = {
  status: TaskStatus;
  filter: CellFilter;
  onOpen: (status: TaskStatus) => void;
};

/** A column collapsed to its name and count; cards can still be dropped on it. */
export const ClosedColumn = memo(function ClosedColumn({
  status,
  filter,
  onOpen,
}: ClosedColumnProps) {
  const count = useCellCount({ status, filter });
  const { label } = STATUS[status];
  const refuses = useDrag((drag) => drag !== null && refusalOf(drag.task, status) !== null);
  const isOver = useDrag((drag) => drag?.over?.status === status && drag.from.status !== status);
  return (
    <Tooltip content={`Open ${label}`} side="left">
      <button
        type="button"
        onClick={() => onOpen(status)}
        aria-label={`Open ${label}, ${count ?? 0} tasks`}
        {...dropTarget(status)}
        className={cn(
          "flex w-9 shrink-0 flex-col items-center gap-2 rounded-lg bg-canvas py-3 text-ink-2 hover:text-ink max-md:hidden dark:bg-sunken",
          refuses && "opacity-45",
          isOver && !refuses && "outline-2 outline-accent",
        )}
      >
        <StatusIcon status={status} />
        <span className="font-medium text-sm [writing-mode:vertical-rl]">{label}</span>
        <span className="text-ink-3 text-xs tabular-nums">
          <Count value={count} />
        </span>
      </button>
    </Tooltip>
  );
});

type LaneColumnHeadProps = { status: TaskStatus; filter: CellFilter };

/** The name and exact count of a column, over all lanes. */
export const LaneColumnHead = memo(function LaneColumnHead({
  status,
  filter,
}: LaneColumnHeadProps) {
  const count = useCellCount({ status, filter });
  return (
    <div className="flex h-9 w-66 shrink-0 items-center gap-2 px-2.5 max-md:hidden">
      <StatusIcon status={status} />
      <Explained content={STATUS[status].meaning} className="truncate font-medium text-sm">
        {STATUS[status].label}
      </Explained>
      <span className="text-ink-3 text-xs tabular-nums">
        <Count value={count} />
      </span>
    </div>
  );
});
