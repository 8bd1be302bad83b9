"use client";

import { ToggleGroup as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type SegmentedProps<Value extends string> = {
  /** Names the choice for screen readers. */
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
  children: ComponentProps<typeof Radix.Root>["children"];
};

/** One of a few, all in view. Compose with `SegmentedItem`. */
export function Segmented<Value extends string>({
  label,
  value,
  onValueChange,
  className,
  children,
}: SegmentedProps<Value>) {
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      // Radix reports "" when the pressed one is pressed again; one is always chosen here.
      onValueChange={(next) => next && onValueChange(next as Value)}
      className={cn(
        "inline-flex max-w-full flex-wrap items-center gap-0.5 md:shrink-0 rounded-md bg-hover p-0.5",
        className,
      )}
    >
      {children}
    </Radix.Root>
  );
}

export function SegmentedItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return (
    <Radix.Item
      className={cn(
        "inline-flex h-7 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-ink-2 text-xs hover:text-ink",
        "data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]",
        "disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-9 pointer-coarse:px-3 [&_svg]:size-3.5",
        className,
      )}
      {...props}
    />
  );
}
