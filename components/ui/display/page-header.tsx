import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title: a count, a badge. */
  meta?: ReactNode;
  description?: ReactNode;
  /** Actions at the end of the row. */
  children?: ReactNode;
  className?: string;
};

export function PageHeader({ title, meta, description, children, className }: PageHeaderProps) {
  return (
    <header
      className={cn(
        "sticky top-0 z-10 flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b bg-panel px-4 py-2",
        className,
      )}
    >
      <div className="min-w-40 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <h1 className="truncate font-semibold text-base">{title}</h1>
          {meta ? (
            <div className="flex shrink-0 items-center gap-2 text-ink-3 text-xs tabular-nums">
              {meta}
            </div>
          ) : null}
        </div>
        {description ? <p className="truncate text-ink-3 text-xs">{description}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </header>
  );
}
