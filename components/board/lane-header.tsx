"use client";

import { ChevronRight, UsersRound, Workflow } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StatusIcon } from "@/components/ui/status-icon";
import { Tooltip } from "@/components/ui/tooltip";
import type { Lane } from "./lanes";
import { usePresences } from "./use-presences";

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
            className="shrink-0 rounded-sm font-mono text-2xs text-ink-3 underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-3"
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
