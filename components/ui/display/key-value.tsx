import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export function KeyValueList({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm",
        className,
      )}
    >
      {children}
    </dl>
  );
}

export function KeyValue({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="flex min-h-7 items-center text-ink-3 text-xs">{label}</dt>
      <dd className="flex min-h-7 min-w-0 flex-wrap items-center gap-1.5 break-words">
        {children}
      </dd>
    </>
  );
}
