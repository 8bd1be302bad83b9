import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type TableProps = ComponentProps<"table"> & {
  /** Names the table and the scrolling area around it. */
  label: string;
};

export function Table({ label, className, ...props }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
      // What is for screen readers only is placed absolutely: without a place of its own it would widen the page.
      className="relative w-full overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table
        aria-label={label}
        className={cn("w-full border-collapse text-left text-sm", className)}
        {...props}
      />
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b text-ink-3 text-xs", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-line", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("hover:bg-hover aria-selected:bg-selected", className)} {...props} />;
}

type CellProps = { numeric?: boolean };

export function TableHeader({ numeric, className, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 whitespace-nowrap px-3 font-medium first:pl-4 last:pr-4",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ numeric, className, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={cn(
        "h-10 px-3 first:pl-4 last:pr-4",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
