"use client";

import type { ComponentProps } from "react";
import { useNotificationCount } from "@/components/sync/data/use-notification-count";
import { useWorkload, type WorkloadWire } from "@/components/sync/data/use-workload";
import { useConnection } from "@/components/sync/stream/live-provider";
import { onDemand, useOnDemand } from "@/components/ui/late/on-demand";
import { AppShell } from "./app-shell";
import { ConnectionBanner } from "./connection-banner";
import { StreamDot } from "./stream-dot";

const title = onDemand(async () => (await import("./tab-title")).TabTitle);

type LiveShellProps = Omit<ComponentProps<typeof AppShell>, "stream" | "counts" | "banner"> & {
  workload: WorkloadWire;
  /** How many cards need the person and were not seen. */
  unseen: number;
};

/** The app frame with its live parts: the stream's state and the counts. */
export function LiveShell({ workload, unseen, ...shell }: LiveShellProps) {
  const load = useWorkload(workload) ?? workload;
  const counts = {
    inbox: load.needs_person,
    reviews: load.queue.by_status.review,
    notifications: useNotificationCount(unseen),
  };
  const { part: TabTitle } = useOnDemand(title, true);
  return (
    <>
      <AppShell {...shell} stream={STREAM_DOT} banner={BANNER} counts={counts} />
      {TabTitle ? <TabTitle count={counts.inbox} /> : null}
    </>
  );
}

// The same elements each time: a count that changes renders the counts, not the frame around them.
const STREAM_DOT = <LiveStreamDot />;
const BANNER = <ConnectionBanner />;

export function LiveStreamDot() {
  return <StreamDot state={useConnection().state} />;
}
