"use client";

import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Tooltip } from "@/components/ui/tooltip";
import type { CellFilter } from "./cell";
import { useDrag } from "./drag-store";
import { dropTarget } from "./drop-places";
import { refusalOf } from "./move-rules";
import { useCellCount } from "./use-cell";

type ClosedColumnProps = { status: TaskStatus; filter: CellFilter; onOpen: () => void };

/** A column collapsed to its name and count; cards can still be dropped on it. */
export function ClosedColumn({ status, filter, onOpen }: ClosedColumnProps) {
  const count = useCellCount({ status, filter });
  const { label } = STATUS[status];
  const refuses = useDrag((drag) => drag !== null && refusalOf(drag.task, status) !== null);
  const isOver = useDrag((drag) => drag?.over?.status === status && drag.from.status !== status);
  return (
    <Tooltip content={`Open ${label}`} side="left">
      <button
        type="button"
        onClick={onOpen}
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
        <span className="text-ink-3 text-xs tabular-nums">{count ?? ""}</span>
      </button>
    </Tooltip>
  );
}
