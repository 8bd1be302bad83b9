"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "./button";

type PageToolbarProps = {
  /** What stays in view on a phone: the search field. */
  lead?: ReactNode;
  /** The controls that a phone folds away, in one word. */
  label?: string;
  /** How many of them narrow the screen now. */
  active?: number;
  className?: string;
  children: ReactNode;
};

/** The row under a page header: filters, grouping, view switches. It wraps, and on a phone folds behind one button. */
export function PageToolbar({ lead, label, active, className, children }: PageToolbarProps) {
  return (
    <div
      className={cn(
        "flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-1.5 max-md:px-3",
        className,
      )}
    >
      {lead}
      {lead ? (
        <FoldedOnPhone label={label} active={active}>
          {children}
        </FoldedOnPhone>
      ) : (
        children
      )}
    </div>
  );
}

type FoldedOnPhoneProps = { label?: string; active?: number; children: ReactNode };

/** Controls that stand in their row, and on a phone behind a button that opens them below. */
export function FoldedOnPhone({ label = "Filters", active = 0, children }: FoldedOnPhoneProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        variant="ghost"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={cn("ml-auto md:hidden pointer-coarse:h-11", active > 0 && "bg-selected")}
      >
        <SlidersHorizontal aria-hidden className="size-4" />
        {label}
        {active > 0 ? <span className="tabular-nums">{active}</span> : null}
      </Button>
      <div
        id={id}
        className={cn(
          "flex basis-full flex-wrap items-center gap-1 md:contents",
          !open && "max-md:hidden",
        )}
      >
        {children}
      </div>
    </>
  );
}
