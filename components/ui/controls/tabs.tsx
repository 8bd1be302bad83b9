"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const Tabs = Radix.Root;

/** The tabs in a row, or in rows where it is too narrow for all. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      className={cn("flex flex-wrap items-center gap-x-4 border-b px-4", className)}
      {...props}
    />
  );
}

type TabsTriggerProps = ComponentProps<typeof Radix.Trigger> & { count?: number };

export function TabsTrigger({ className, children, count, ...props }: TabsTriggerProps) {
  return (
    <Radix.Trigger
      className={cn(
        "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-ink-2 text-sm hover:text-ink",
        "focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-11",
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
