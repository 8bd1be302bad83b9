"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { isCurrent, NAV, type NavCounts } from "./nav";
import { formatCount } from "./nav-link";

const IN_BAR = NAV.filter(({ offTabBar }) => !offTabBar);
const IN_MENU = NAV.filter(({ offTabBar }) => offTabBar);

/** The main navigation on a phone: the first screens as places, the others in a menu. */
export function TabBar({ counts }: { counts?: NavCounts }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="shrink-0 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {IN_BAR.map((entry) => {
          const { id, label, href, icon: Icon } = entry;
          const current = isCurrent(entry, pathname);
          return (
            <li key={id} className="min-w-0 flex-1">
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={placeClass(current)}
              >
                <PlaceIcon count={counts?.[id]}>
                  <Icon aria-hidden className={iconClass(current)} />
                </PlaceIcon>
                {label}
              </Link>
            </li>
          );
        })}
        <li className="min-w-0 flex-1">
          <MoreMenu counts={counts} pathname={pathname} />
        </li>
      </ul>
    </nav>
  );
}

function MoreMenu({ counts, pathname }: { counts?: NavCounts; pathname: string }) {
  const isHere = IN_MENU.some((entry) => isCurrent(entry, pathname));
  const count = IN_MENU.reduce((sum, { id }) => sum + (counts?.[id] ?? 0), 0);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={placeClass(isHere)}>
        <PlaceIcon count={count}>
          <Ellipsis aria-hidden className={iconClass(isHere)} />
        </PlaceIcon>
        More
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" side="top" className="min-w-56">
        {IN_MENU.map((entry) => {
          const { id, label, href, icon: Icon } = entry;
          const current = isCurrent(entry, pathname);
          const waiting = counts?.[id];
          return (
            <DropdownMenuItem key={id} asChild>
              <Link href={href} prefetch={false} aria-current={current ? "page" : undefined}>
                <Icon aria-hidden className={current ? "text-accent-ink" : "text-ink-3"} />
                {label}
                {waiting ? (
                  <span className="ml-auto text-ink-3 text-xs tabular-nums">
                    {formatCount(waiting)}
                  </span>
                ) : null}
              </Link>
            </DropdownMenuItem>
          );
        })}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function placeClass(current: boolean): string {
  return cn(
    "flex h-14 w-full flex-col items-center justify-center gap-1 font-medium text-2xs focus-visible:-outline-offset-2",
    current ? "text-ink" : "text-ink-3",
  );
}

const iconClass = (current: boolean): string => cn("size-5", current && "text-accent-ink");

/** The count lies over the icon's corner, so that nothing moves when it comes. */
function PlaceIcon({ count, children }: { count: number | undefined; children: ReactNode }) {
  return (
    <span className="relative">
      {children}
      {count ? (
        <span className="-top-1 absolute left-4 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[10px] text-on-accent leading-4 tabular-nums ring-2 ring-canvas">
          {formatCount(count)}
        </span>
      ) : null}
    </span>
  );
}
