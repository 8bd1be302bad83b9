import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Loading } from "./loading";

/** A still-loading shape. Wrap a group of them in `Loading`. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden
      className={cn("h-4 animate-breathe rounded-sm bg-ink/8", className)}
      {...props}
    />
  );
}

/** `count` list rows of the usual height. */
export function SkeletonRows({ count = 6, label = "Loading" }: { count?: number; label?: string }) {
  return (
    <Loading label={label} className="divide-y divide-line">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="flex h-10 items-center gap-3 px-4">
          <Skeleton className="size-3.5 rounded-full" />
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 flex-1" style={{ maxWidth: `${24 + ((row * 37) % 40)}%` }} />
          <Skeleton className="ml-auto h-3 w-12" />
        </div>
      ))}
    </Loading>
  );
}
