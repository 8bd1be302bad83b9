"use client";

import type { TaskStatus } from "@/components/ui/status";
import { LaneCell } from "./lane-cell";
import { LaneContext } from "./lane-context";
import { LaneHeader } from "./lane-header";
import type { Lane } from "./lanes";

type LaneRowProps = {
  lane: Lane;
  statuses: readonly TaskStatus[];
  isFolded: boolean;
  onToggle: () => void;
  onOpenTask: (ref: string) => void;
};

export function LaneRow({ lane, statuses, isFolded, onToggle, onOpenTask }: LaneRowProps) {
  return (
    <section aria-label={lane.title} className="pb-2">
      <LaneHeader lane={lane} isFolded={isFolded} onToggle={onToggle} onOpenTask={onOpenTask} />
      {isFolded ? null : (
        <LaneContext value={lane.epic?.id}>
          <div className="flex min-h-14 gap-2 max-md:gap-0">
            {statuses.map((status) => (
              <LaneCell key={status} lane={lane} status={status} onOpenTask={onOpenTask} />
            ))}
          </div>
        </LaneContext>
      )}
    </section>
  );
}
