"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { Tooltip } from "./tooltip";

type ExplainedProps = {
  /** What the words mean, or the exact value behind them. */
  content: ReactNode;
  children: ReactNode;
  className?: string;
};

/** Words with an explanation for everybody: on hover, on focus, and by a tap or Enter, which keep it open. */
export function Explained({ content, children, className }: ExplainedProps) {
  return (
    <Popover>
      <Tooltip content={content} side="bottom">
        <PopoverTrigger asChild>
          <button type="button" className={cn("min-w-0 rounded-sm text-left", className)}>
            {children}
          </button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent
        aria-label="Explanation"
        className="w-auto max-w-72 px-3 py-2 text-pretty text-ink-2 text-xs"
      >
        {content}
      </PopoverContent>
    </Popover>
  );
}
