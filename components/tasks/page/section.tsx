"use client";

import { createContext, type ReactNode, use, useId } from "react";
import { cn } from "@/components/ui/cn";

/** The level of a section's heading, which depends on the page's or panel's title. */
export const SectionLevel = createContext<2 | 3>(3);

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
  const Heading = use(SectionLevel) === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={id} className={cn("min-w-0", className)}>
      <div className="mb-1.5 flex min-h-7 items-center gap-2">
        <Heading id={id} className="font-medium text-ink-2 text-xs">
          {title}
        </Heading>
        {meta ? <span className="text-ink-3 text-xs tabular-nums">{meta}</span> : null}
        {action ? <div className="ml-auto flex items-center gap-1">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}
