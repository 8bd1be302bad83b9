"use client";

import { Tabs as Radix } from "radix-ui";
import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

export const Tabs = Radix.Root;

/** The tabs in a row that scrolls where it is too narrow for all; the chosen one is scrolled into view. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef<Element | null>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector('[role="tab"][data-state="active"]') ?? null;
    if (list.current && chosen && chosen !== shown.current) bringIntoView(list.current, chosen);
    shown.current = chosen;
  });
  return (
    <Radix.List
      ref={list}
      className={cn("flex items-center gap-4 overflow-x-auto border-b px-4", className)}
      {...props}
    />
  );
}

/** Scrolls the row alone: `scrollIntoView` would move the page as well. */
function bringIntoView(row: Element, tab: Element): void {
  const [box, { left, right }] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
  const margin = 16;
  if (left < box.left + margin) row.scrollLeft -= box.left + margin - left;
  else if (right > box.right - margin) row.scrollLeft += right + margin - box.right;
}

type TabsTriggerProps = ComponentProps<typeof Radix.Trigger> & { count?: number };

export function TabsTrigger({ className, children, count, ...props }: TabsTriggerProps) {
  return (
    <Radix.Trigger
      className={cn(
        "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-ink-2 text-sm hover:text-ink",
        "focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink pointer-coarse:h-11",
        className,
      )}
      {...props}
    >
      {children}
      {count === undefined ? null : (
        <span className="font-normal text-ink-3 text-xs tabular-nums">{count}</span>
      )}
    </Radix.Trigger>
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("min-h-0 flex-1", className)} {...props} />;
}
