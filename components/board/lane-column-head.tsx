"use client";

import { STATUS, type TaskStatus } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import type { CellFilter } from "./cell";
import { useCellCount } from "./use-cell";

/** The name and exact count of a column, over all lanes. */
export function LaneColumnHead({ status, filter }: { status: TaskStatus; filter: CellFilter }) {
  const count = useCellCount({ status, filter });
  return (
    <div className="flex h-9 w-66 shrink-0 items-center gap-2 px-2.5 max-md:hidden">
      <StatusIcon status={status} />
      <span className="font-medium text-sm">{STATUS[status].label}</span>
      <span className="text-ink-3 text-xs tabular-nums">
        {count?.toLocaleString("en-GB") ?? ""}
      </span>
    </div>
  );
}
