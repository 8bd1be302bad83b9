"use client";

import { type ComponentProps, type ReactNode, useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { announceLoading } from "./announcements";

type LoadingProps = {
  /** What loads, for screen readers: "Loading tasks". */
  label: string;
  className?: string;
  /** Skeletons, which they do not read. */
  children: ReactNode;
};

/** The place of something that is not there yet. What loads at the same time is announced once. */
export function Loading({ label, className, children }: LoadingProps) {
  useEffect(() => announceLoading(label), [label]);
  return (
    <div data-loading aria-busy="true" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

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
