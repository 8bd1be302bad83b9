import type { Ref } from "react";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";

/** One icon of each status, to be read by what draws without elements (draw-theme.ts). */
export function StatusGlyphs({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} hidden>
      {TASK_STATUSES.map((status) => (
        <StatusIcon key={status} status={status} />
      ))}
    </div>
  );
}
