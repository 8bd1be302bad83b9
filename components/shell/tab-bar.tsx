"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { isCurrent, NAV, type NavCounts } from "./nav";
import { formatCount } from "./nav-link";

/** The main navigation on a phone. */
export function TabBar({ counts }: { counts?: NavCounts }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="shrink-0 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {NAV.filter((entry) => !entry.offTabBar).map(({ id, label, href, icon: Icon }) => {
          const current = isCurrent(href, pathname);
          const count = counts?.[id];
          return (
            <li key={id} className="flex-1">
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-14 flex-col items-center justify-center gap-1 font-medium text-2xs focus-visible:-outline-offset-2",
                  current ? "text-ink" : "text-ink-3",
                )}
              >
                <span className="relative">
                  <Icon aria-hidden className={cn("size-5", current && "text-accent-ink")} />
                  {count ? (
                    <span className="-top-1 absolute left-4 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[10px] text-on-accent leading-4 tabular-nums ring-2 ring-canvas">
                      {formatCount(count)}
                    </span>
                  ) : null}
                </span>
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
