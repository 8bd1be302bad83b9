"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

type FilterProps = {
  label: string;
  /** The current choice in words; null when there is none. */
  value: string | null;
  children: ReactNode;
};

/** A button that opens the choices of a filter, and says the current one. */
export function Filter({ label, value, children }: FilterProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          className={cn("max-w-48 pointer-coarse:h-11", value && "bg-selected text-ink")}
          aria-label={value ? `${label}: ${value}` : `Filter by ${label.toLowerCase()}`}
        >
          <span className="truncate">{value ? `${label}: ${value}` : label}</span>
          <ChevronDown aria-hidden className="size-3 text-ink-3" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={label} className="w-64 p-0">
        {children}
      </PopoverContent>
    </Popover>
  );
}
