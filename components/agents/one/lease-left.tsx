"use client";

import { formatDuration } from "@/components/format/times";
import { useNow } from "@/components/ui/display/use-now";
import { Tooltip } from "@/components/ui/overlays/tooltip";

const SOON_MS = 2 * 60_000;

/** The time left on a claim; every heartbeat, comment and update renews it. */
export function LeaseLeft({ expiresAt }: { expiresAt: number }) {
  const left = expiresAt * 1000 - useNow("second");
  const tone = left <= 0 ? "text-danger" : left < SOON_MS ? "text-warning" : "text-ink-3";
  return (
    <Tooltip content="The claim lasts this long without a sign of life. Then the task goes back to the queue.">
      <span className={`ml-auto whitespace-nowrap tabular-nums ${tone}`}>
        {left <= 0 ? "Lease ran out" : `Lease ${formatDuration(left)}`}
      </span>
    </Tooltip>
  );
}
