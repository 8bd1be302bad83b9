"use client";

import { ChevronsRightLeft } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { STATUS, type TaskStatus } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Tooltip } from "@/components/ui/tooltip";

type ColumnHeaderProps = { status: TaskStatus; count: number | undefined; onClose: () => void };

export function ColumnHeader({ status, count, onClose }: ColumnHeaderProps) {
  return (
    <div className="group/head flex h-10 shrink-0 items-center gap-2 pr-1 pl-3 max-md:hidden">
      <StatusIcon status={status} />
      <Tooltip content={STATUS[status].meaning} side="bottom">
        <h2 className="truncate font-medium text-sm">{STATUS[status].label}</h2>
      </Tooltip>
      <span className="text-ink-3 text-xs tabular-nums">
        {count?.toLocaleString("en-GB") ?? ""}
      </span>
      <IconButton
        label={`Close ${STATUS[status].label}`}
        size="icon-sm"
        onClick={onClose}
        className="ml-auto text-ink-3 opacity-0 focus-visible:opacity-100 group-hover/head:opacity-100 pointer-coarse:opacity-100"
      >
        <ChevronsRightLeft className="size-3.5" />
      </IconButton>
    </div>
  );
}
