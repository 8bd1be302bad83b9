"use client";

import type { ComponentProps } from "react";
import { AppShell } from "@/components/shell/app-shell";
import type { NavCounts } from "@/components/shell/nav";
import { LiveStreamDot } from "./live-stream-dot";
import { useNavCounts } from "./use-nav-counts";

type LiveShellProps = Omit<ComponentProps<typeof AppShell>, "stream" | "counts"> & { counts: NavCounts };

/** The frame with what changes while it is looked at: the stream's state and the counts. */
export function LiveShell({ counts, ...shell }: LiveShellProps) {
  return <AppShell {...shell} stream={<LiveStreamDot />} counts={useNavCounts(counts)} />;
}
