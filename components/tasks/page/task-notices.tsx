"use client";

import { Clock, OctagonAlert, RotateCcw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Elapsed } from "@/components/ui/display/elapsed";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { useNow } from "@/components/ui/display/use-now";
import { Callout } from "@/components/ui/feedback/callout";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { DispatchNotice } from "./dispatch-notice";
import { TriageNotice } from "./triage-notice";

/** Why a task does not move, or its state while it does. Renders nothing when there is nothing to report. */
export function TaskNotices({ task }: { task: TaskWire }) {
  const now = useNow();
  const silent =
    task.status === "in_progress" &&
    task.lease_expires_at !== null &&
    task.lease_expires_at * 1000 < now;
  return (
    <div className="flex flex-col gap-1.5 empty:hidden">
      {task.archived_at ? (
        <Callout icon={<Clock />}>
          Archived <RelativeTime time={task.archived_at} />.
        </Callout>
      ) : null}
      {task.status === "blocked" ? (
        <Callout icon={<OctagonAlert />} tone="warning">
          Blocked{task.blocked_reason ? `: ${task.blocked_reason}` : ". Nobody said why."}
        </Callout>
      ) : null}
      {task.status === "failed" ? (
        <Callout icon={<TriangleAlert />} tone="danger">
          {task.error_message ?? "It failed without a message."}
        </Callout>
      ) : null}
      {task.waiting_on.length > 0 ? (
        <Callout icon={<Clock />}>
          Waits:{" "}
          {task.waiting_on.map((waiting, index) => (
            <span key={waiting.message}>
              {index > 0 ? ", " : null}
              {waiting.ticket_ref ? (
                <Link
                  href={`/tasks/${waiting.ticket_ref}`}
                  className="underline underline-offset-2"
                >
                  {waiting.message}
                </Link>
              ) : waiting.reason === "scheduled" && task.scheduled_for !== null ? (
                <>
                  starts <UpcomingTime time={task.scheduled_for} />
                </>
              ) : (
                waiting.message
              )}
            </span>
          ))}
          .
        </Callout>
      ) : null}
      {task.status === "in_progress" && task.claimed_at ? (
        <Callout icon={<Clock />} tone={silent ? "warning" : undefined}>
          {task.claimed_by} has worked on it for <Elapsed since={task.claimed_at} />
          {silent ? ", but has not been heard of since its lease ran out." : "."}
        </Callout>
      ) : null}
      <DispatchNotice task={task} />
      <TriageNotice task={task} />
      {task.stale_requeues > 0 ? (
        <Callout icon={<RotateCcw />} tone="warning">
          Its agent fell silent{" "}
          {task.stale_requeues === 1 ? "once" : `${task.stale_requeues} times`}; after{" "}
          {ATTEMPT_LIMITS.staleRequeues} it fails.
        </Callout>
      ) : null}
      {task.review_cycles > 0 && task.status !== "done" ? (
        <Callout icon={<RotateCcw />}>
          Rejected {task.review_cycles} of {ATTEMPT_LIMITS.reviewCycles} times.
        </Callout>
      ) : null}
    </div>
  );
}
