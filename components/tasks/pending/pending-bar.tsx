"use client";

import { onDemand, useOnDemand } from "@/components/ui/late/on-demand";

const rendered = onDemand(async () => (await import("./pending-bar-rendered")).PendingBarRendered);

/**
 * What was decided by key and does not count yet. Mounted once, so that it outlives the screen on which it was decided; its code comes
 * when the page is idle, long before the first decision is due.
 */
export function PendingBar() {
  const { part: Rendered } = useOnDemand(rendered, true);
  return Rendered ? <Rendered /> : null;
}
