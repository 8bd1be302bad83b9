"use client";

import { Badge } from "@/components/ui/display/badge";
import { Explained } from "@/components/ui/overlays/explained";
import { READ_ONLY, useViewer } from "./viewer";

/** In the head of a screen, for those who may look and not change. */
export function ReadOnlyBadge() {
  const { canWrite } = useViewer();
  if (canWrite) return null;
  return (
    <Explained content={READ_ONLY}>
      <Badge tone="outline">View only</Badge>
    </Explained>
  );
}
