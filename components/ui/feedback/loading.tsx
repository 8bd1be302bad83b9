"use client";

import { type ReactNode, useEffect } from "react";
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
