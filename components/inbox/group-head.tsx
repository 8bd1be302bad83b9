"use client";

import { cn } from "@/components/ui/cn";
import { Count } from "@/components/ui/display/figure";
import { GROUPS, type GroupId } from "./groups";

interface GroupHeadProps {
  group: GroupId;
  count: number | undefined;
  /** Whether the Tab key stops here. */
  isStop: boolean;
  onOpen: (group: GroupId) => void;
}

/** The heading of a group of tasks; a click shows that group alone. */
export function GroupHead({ group, count, isStop, onOpen }: GroupHeadProps) {
  const { label, asks, icon: Icon, tone } = GROUPS[group];
  return (
    <h2 className="relative flex h-9 items-center gap-2 border-b bg-sunken px-4 text-xs">
      <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
      <button
        type="button"
        data-stop=""
        tabIndex={isStop ? 0 : -1}
        onClick={() => onOpen(group)}
        className="shrink-0 rounded-sm font-medium text-ink before:absolute before:inset-0 hover:underline"
      >
        {label}
      </button>
      <span className="shrink-0 text-ink-3 tabular-nums">
        <Count value={count} />
      </span>
      <span className="truncate font-normal text-ink-3">{asks}</span>
    </h2>
  );
}
