"use client";

import type { LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Count } from "@/components/ui/display/figure";
import { GROUP_IDS, GROUPS, type GroupId } from "./groups";

interface InboxTabsProps {
  value: GroupId | "all";
  counts: Partial<Record<GroupId, number>>;
  onChange: (group: GroupId | "all") => void;
}

/** The groups of the inbox as tabs, with counts. */
export function InboxTabs({ value, counts, onChange }: InboxTabsProps) {
  const total = Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return (
    <nav
      aria-label="What tasks need"
      className="-mx-1 flex min-w-0 flex-wrap items-center gap-0.5 px-1 py-1"
    >
      <Tab label="All" count={total} isCurrent={value === "all"} onClick={() => onChange("all")} />
      {GROUP_IDS.map((id) => (
        <Tab
          key={id}
          label={GROUPS[id].label}
          icon={GROUPS[id].icon}
          count={counts[id]}
          isCurrent={value === id}
          onClick={() => onChange(id)}
        />
      ))}
    </nav>
  );
}

interface TabProps {
  label: string;
  /** Stands for the label on a phone, while another tab is chosen. */
  icon?: LucideIcon;
  count: number | undefined;
  isCurrent: boolean;
  onClick: () => void;
}

function Tab({ label, icon: Icon, count, isCurrent, onClick }: TabProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? "page" : undefined}
      onClick={onClick}
      className={cn(
        "flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover hover:text-ink sm:px-2.5 pointer-coarse:h-11",
        isCurrent && "bg-hover text-ink",
      )}
    >
      {Icon ? <Icon aria-hidden className={cn("size-4 sm:hidden", isCurrent && "hidden")} /> : null}
      <span className={cn(Icon && !isCurrent && "max-sm:sr-only")}>{label}</span>
      <span className="font-normal text-ink-3 text-xs tabular-nums">
        <Count value={count} />
      </span>
    </button>
  );
}
