"use client";

import { ChevronRight, UsersRound, Workflow } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { usePresences } from "@/components/sync/data/use-presences";
import { cn } from "@/components/ui/cn";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Avatar } from "@/components/ui/display/avatar";
import type { TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { LaneCell } from "./lane-cell";
import { LaneContext } from "./lane-context";
import { type Lane, laneName } from "./lanes";

type LaneRowProps = {
  lane: Lane;
  statuses: readonly TaskStatus[];
  isFolded: boolean;
  onToggle: (key: string) => void;
  onOpenTask: (ref: string) => void;
};

export const LaneRow = memo(function LaneRow({
  lane,
  statuses,
  isFolded,
  onToggle,
  onOpenTask,
}: LaneRowProps) {
  return (
    <section aria-label={laneName(lane)} className="pb-2">
      <LaneHeader
        lane={lane}
        isFolded={isFolded}
        onToggle={() => onToggle(lane.key)}
        onOpenTask={onOpenTask}
      />
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
});

type LaneHeaderProps = {
  lane: Lane;
  isFolded: boolean;
  onToggle: () => void;
  onOpenTask: (ref: string) => void;
};

export function LaneHeader({ lane, isFolded, onToggle, onOpenTask }: LaneHeaderProps) {
  const { title, epic } = lane;
  return (
    <div className="sticky left-0 flex h-10 w-fit max-w-[min(40rem,calc(100vw-2rem))] items-center gap-2">
      <h2 className="min-w-0">
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={onToggle}
          className="flex h-8 min-w-0 max-w-full items-center gap-2 rounded-md px-1.5 font-medium text-sm hover:bg-hover pointer-coarse:h-11"
        >
          <ChevronRight
            aria-hidden
            className={cn(
              "size-3.5 shrink-0 text-ink-3 transition-transform",
              !isFolded && "rotate-90",
            )}
          />
          <LaneMark lane={lane} />
          <span className="truncate">{title}</span>
        </button>
      </h2>
      {epic ? (
        <>
          <button
            type="button"
            onClick={() => onOpenTask(epic.ticket_ref)}
            className="shrink-0 rounded-sm font-mono text-2xs text-ink-3 py-1.5 underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-3"
          >
            {epic.ticket_ref}
          </button>
          {epic.progress.total > 0 ? (
            <ProgressBar
              label={`Progress of ${epic.ticket_ref}`}
              value={epic.progress.done}
              max={epic.progress.total}
              tone="success"
              withCount
              className="w-28 shrink-0"
            />
          ) : null}
          <Tooltip content="Open on the canvas" side="bottom">
            <Link
              href={`/canvas/${epic.ticket_ref}`}
              aria-label={`Open ${epic.ticket_ref} on the canvas`}
              className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
            >
              <Workflow aria-hidden className="size-3.5 text-ink-3" />
            </Link>
          </Tooltip>
        </>
      ) : null}
    </div>
  );
}

function LaneMark({ lane }: { lane: Lane }) {
  const presences = usePresences();
  if (lane.agent) return <Avatar name={lane.agent} presence={presences.get(lane.agent)} />;
  if (lane.key === "agent-none")
    return <UsersRound aria-hidden className="size-4 shrink-0 text-ink-3" />;
  if (lane.epic) return <StatusIcon status={lane.epic.status} labelled />;
  return null;
}
