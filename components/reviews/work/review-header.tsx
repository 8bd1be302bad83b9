"use client";

import { ArrowLeft, Maximize2 } from "lucide-react";
import Link from "next/link";
import type { WorkPart } from "@/components/reviews/reviews-view";
import { useLatestRound } from "@/components/sync/data/use-rounds";
import { ContestLink } from "@/components/tasks/structure/contest-link";
import { cn } from "@/components/ui/cn";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Avatar } from "@/components/ui/display/avatar";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { TaskWire } from "@/lib/tasks/shapes";

interface ReviewHeaderProps {
  task: TaskWire;
  part: WorkPart;
  onPart: (part: WorkPart) => void;
  onBack: () => void;
}

/** What is judged, and the switch between the work and its change. */
export function ReviewHeader({ task, part, onPart, onBack }: ReviewHeaderProps) {
  const { data } = useLatestRound(task);
  const hasChange = data !== undefined && data.round.commit !== null;
  const isWide = part === "change";
  return (
    <header
      className={cn(
        "flex shrink-0 items-start gap-3 border-b px-5 py-3 max-sm:flex-wrap max-sm:gap-y-2 max-sm:px-4",
        isWide && "max-sm:py-2",
      )}
    >
      <IconButton
        label={isWide ? "Back to the work" : "Back to the queue"}
        onClick={isWide ? () => onPart("work") : onBack}
        className={cn("-ml-2", !isWide && "lg:hidden")}
      >
        <ArrowLeft className="size-4" />
      </IconButton>
      <div className="min-w-0 flex-1">
        <h2
          dir="auto"
          className={cn(
            "wrap-anywhere text-balance font-semibold text-lg leading-6",
            isWide && "max-sm:line-clamp-1",
          )}
        >
          {task.title}
        </h2>
        <p
          className={cn(
            "mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs",
            isWide && "max-sm:hidden",
          )}
        >
          <span className="font-mono text-2xs tabular-nums">{task.ticket_ref}</span>
          <PriorityIcon priority={task.priority} withLabel />
          {task.assigned_to ? (
            <span className="flex items-center gap-1.5 text-ink-2">
              <Avatar name={task.assigned_to} size="xs" />
              {task.assigned_to}
            </span>
          ) : null}
          <span>{task.project_name}</span>
          <ContestLink task={task} />
          {task.status === "review" && task.status_changed_at ? (
            <span>
              handed in <RelativeTime time={task.status_changed_at} />
            </span>
          ) : null}
        </p>
      </div>
      {hasChange || isWide ? (
        <Segmented
          label="Shown"
          value={part}
          onValueChange={onPart}
          className="max-sm:order-last max-sm:basis-full"
        >
          <SegmentedItem value="work">Work</SegmentedItem>
          <SegmentedItem value="change">
            Change
            {data && data.round.files > 0 ? (
              <span className="text-2xs text-ink-3 tabular-nums">{data.round.files}</span>
            ) : null}
          </SegmentedItem>
        </Segmented>
      ) : null}
      <Tooltip content="Open the task" side="bottom">
        <Link
          href={`/tasks/${task.ticket_ref}`}
          aria-label={`Open the page of ${task.ticket_ref}`}
          className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "-mr-2")}
        >
          <Maximize2 aria-hidden className="size-4" />
        </Link>
      </Tooltip>
    </header>
  );
}
