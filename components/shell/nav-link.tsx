"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { Keys } from "@/components/ui/display/keys";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { isCurrent, type NavEntry } from "./nav";

type NavLinkProps = { entry: NavEntry; count?: number; collapsed: boolean };

export const NavLink = memo(function NavLink({ entry, count, collapsed }: NavLinkProps) {
  const current = isCurrent(entry, usePathname());
  const Icon = entry.icon;
  return (
    <Tooltip
      side="right"
      content={
        <span className="flex items-center gap-2">
          {entry.label} <Keys keys={entry.keys} tone="inverse" />
        </span>
      }
    >
      <Link
        href={entry.href}
        aria-current={current ? "page" : undefined}
        className={cn(
          "relative flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover hover:text-ink pointer-coarse:h-10",
          current && "bg-hover text-ink",
        )}
      >
        <Icon
          aria-hidden
          className={cn("size-4 shrink-0", current ? "text-accent-ink" : "text-ink-3")}
        />
        <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate"}>{entry.label}</span>
        {count ? <NavCount count={count} collapsed={collapsed} /> : null}
      </Link>
    </Tooltip>
  );
});

function NavCount({ count, collapsed }: { count: number; collapsed: boolean }) {
  if (collapsed) {
    return (
      <span className="absolute top-1 right-1 size-1.5 rounded-full bg-accent">
        <span className="sr-only">{count}</span>
      </span>
    );
  }
  return <span className="font-normal text-ink-3 text-xs tabular-nums">{formatCount(count)}</span>;
}

export function formatCount(count: number): string {
  return count > 999 ? `${Math.floor(count / 1000)}k` : String(count);
}
