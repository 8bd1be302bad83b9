"use client";

import { useRecentlyChanged } from "@/components/sync/data/recently-changed";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Flash } from "@/components/ui/feedback/flash";
import { Spinner } from "@/components/ui/feedback/spinner";
import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import type { WaitingReviewWire } from "@/lib/reviews/schema";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";

type QueueRowProps = {
  waiting: WaitingReviewWire;
  isOpen: boolean;
  isStop: boolean;
  onOpen: (ref: string) => void;
};

export function QueueRow({ waiting: { task, run }, isOpen, isStop, onOpen }: QueueRowProps) {
  const fresh = useRecentlyChanged(task.id);

  return (
    <div
      className={cn("relative", isOpen && "lg:bg-selected lg:shadow-[inset_2px_0_0_var(--accent)]")}
    >
      <Flash of={fresh} />
      <OpenBesideLink
        href={`/reviews?task=${task.ticket_ref}`}
        onOpen={() => onOpen(task.ticket_ref)}
        data-stop=""
        tabIndex={isStop ? 0 : -1}
        aria-current={isOpen ? "true" : undefined}
        className="block px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="flex items-center gap-2 text-ink-3 text-xs">
          <PriorityIcon priority={task.priority} />
          <span className="font-mono text-2xs tabular-nums">{task.ticket_ref}</span>
          {task.review_cycles > 0 ? (
            <span className="text-status-review tabular-nums">
              cycle {task.review_cycles + 1}/{ATTEMPT_LIMITS.reviewCycles}
            </span>
          ) : null}
          <RelativeTime time={task.status_changed_at ?? task.updated_at} className="ml-auto" />
        </span>
        <span className="mt-1 wrap-anywhere line-clamp-2 font-medium text-sm">{task.title}</span>
        <span className="mt-1.5 flex min-h-5 items-center gap-2 text-ink-2 text-xs">
          {task.assigned_to ? (
            <>
              <Avatar name={task.assigned_to} />
              <span className="min-w-0 truncate">{task.assigned_to}</span>
            </>
          ) : null}
          {run ? (
            <span className="ml-auto flex shrink-0 items-center gap-1.5 text-accent-ink">
              <Spinner label="Review under way" className="size-3" />
              {run.agent} reads it
            </span>
          ) : null}
        </span>
      </OpenBesideLink>
    </div>
  );
}
