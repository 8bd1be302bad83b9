"use client";

import { PanelLeft } from "lucide-react";
import { runCommand } from "@/components/shell/keys/command-registry";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { NAV, type NavCounts } from "./nav";
import { NavLink } from "./nav-link";
import { useSidebarCollapsed } from "./sidebar-state";

type SidebarProps = {
  counts?: NavCounts;
  /** As the cookie says. */
  initiallyCollapsed: boolean;
};

export function Sidebar({ counts, initiallyCollapsed }: SidebarProps) {
  const collapsed = useSidebarCollapsed(initiallyCollapsed);
  return (
    <nav
      aria-label="Main"
      className={cn(
        "flex shrink-0 flex-col justify-between p-2 pt-1 max-md:hidden",
        collapsed ? "w-12" : "w-56",
      )}
    >
      <ul className="flex flex-col gap-0.5">
        {NAV.map((entry) => (
          <li key={entry.id}>
            <NavLink entry={entry} count={counts?.[entry.id]} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      <IconButton
        label={collapsed ? "Expand sidebar" : "Collapse sidebar"}
        keys="["
        side="right"
        aria-expanded={!collapsed}
        className="text-ink-3 aria-expanded:bg-transparent aria-expanded:hover:bg-hover"
        onClick={() => runCommand("sidebar.toggle")}
      >
        <PanelLeft className="size-4" />
      </IconButton>
    </nav>
  );
}
