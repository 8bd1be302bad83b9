"use client";

import type { ComponentProps } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { LiveStreamDot } from "./live-stream-dot";
import { useWorkload, type WorkloadWire } from "./use-workload";

type LiveShellProps = Omit<ComponentProps<typeof AppShell>, "stream" | "counts"> & {
  workload: WorkloadWire;
};

/** The app frame with its live parts: the stream's state and the counts. */
export function LiveShell({ workload, ...shell }: LiveShellProps) {
  const load = useWorkload(workload) ?? workload;
  const counts = { inbox: load.needs_person, reviews: load.queue.by_status.review };
  return <AppShell {...shell} stream={<LiveStreamDot />} counts={counts} />;
}
