"use client";

import { ReviewerName, VerdictBadge } from "@/components/tasks/page/verdict-item";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import type { PastVerdictWire } from "@/lib/reviews/schema";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";

type HistoryRowProps = { verdict: PastVerdictWire; isStop: boolean; onOpen: (ref: string) => void };

export function HistoryRow({ verdict, isStop, onOpen }: HistoryRowProps) {
  const { task, cycle, override_reason, applied } = verdict;

  return (
    <OpenBesideLink
      href={`/reviews?task=${task.ticket_ref}`}
      onOpen={() => onOpen(task.ticket_ref)}
      data-stop=""
      tabIndex={isStop ? 0 : -1}
      className="grid grid-cols-[9rem_8rem_minmax(0,1fr)_6rem] items-start gap-x-4 gap-y-1.5 px-4 py-3 text-sm hover:bg-hover focus-visible:-outline-offset-2 max-md:grid-cols-[minmax(0,1fr)_auto]"
    >
      <ReviewerName name={verdict.reviewer} kind={verdict.reviewer_kind} />
      <span className="flex flex-wrap items-center gap-1.5">
        <VerdictBadge verdict={verdict.status} />
        {cycle > 0 ? (
          <span className="text-2xs text-ink-3 tabular-nums">
            <span className="sr-only">cycle </span>
            {cycle}/{ATTEMPT_LIMITS.reviewCycles}
          </span>
        ) : null}
      </span>
      <span className="min-w-0 max-md:col-span-2">
        <span className="flex min-w-0 items-center gap-2">
          <StatusIcon status={task.status} labelled />
          <span className="shrink-0 font-mono text-2xs text-ink-3 tabular-nums">
            {task.ticket_ref}
          </span>
          <span dir="auto" className="min-w-0 truncate font-medium">
            {task.title}
          </span>
          {override_reason === null ? null : <Badge tone="warning">Override</Badge>}
          {applied ? null : <Badge tone="outline">Recorded only</Badge>}
        </span>
        <span className="mt-0.5 line-clamp-2 break-words text-ink-2">{verdict.notes}</span>
      </span>
      <RelativeTime
        time={verdict.created_at}
        className="justify-self-end text-ink-3 text-xs max-md:col-span-2 max-md:justify-self-start"
      />
    </OpenBesideLink>
  );
}
