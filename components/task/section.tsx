"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

interface SectionProps {
  title: string;
  /** Beside the title: a count. */
  meta?: ReactNode;
  /** At the end of the title's row. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One part of a task under its own heading. */
export function Section({ title, meta, action, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("min-w-0", className)}>
      <div className="mb-1.5 flex min-h-7 items-center gap-2">
        <h3 id={id} className="font-medium text-ink-2 text-xs">
          {title}
        </h3>
        {meta ? <span className="text-ink-3 text-xs tabular-nums">{meta}</span> : null}
        {action ? <div className="ml-auto flex items-center gap-1">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}
