"use client";

import { Clock, OctagonAlert, RotateCcw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Elapsed } from "@/components/ui/display/elapsed";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { useNow } from "@/components/ui/display/use-now";
import { Notice } from "@/components/ui/feedback/notice";
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
        <Notice icon={<Clock />}>
          Archived <RelativeTime time={task.archived_at} />.
        </Notice>
      ) : null}
      {task.status === "blocked" ? (
        <Notice icon={<OctagonAlert />} tone="warning">
          Blocked{task.blocked_reason ? `: ${task.blocked_reason}` : ". Nobody said why."}
        </Notice>
      ) : null}
      {task.status === "failed" ? (
        <Notice icon={<TriangleAlert />} tone="danger">
          {task.error_message ?? "It failed without a message."}
        </Notice>
      ) : null}
      {task.waiting_on.length > 0 ? (
        <Notice icon={<Clock />}>
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
              ) : (
                waiting.message
              )}
            </span>
          ))}
          .
        </Notice>
      ) : null}
      {task.status === "in_progress" && task.claimed_at ? (
        <Notice icon={<Clock />} tone={silent ? "warning" : undefined}>
          {task.claimed_by} has worked on it for <Elapsed since={task.claimed_at} />
          {silent ? ", but has not been heard of since its lease ran out." : "."}
        </Notice>
      ) : null}
      <DispatchNotice task={task} />
      <TriageNotice task={task} />
      {task.stale_requeues > 0 ? (
        <Notice icon={<RotateCcw />} tone="warning">
          Its agent fell silent{" "}
          {task.stale_requeues === 1 ? "once" : `${task.stale_requeues} times`}; after 5 it fails.
        </Notice>
      ) : null}
      {task.review_cycles > 0 && task.status !== "done" ? (
        <Notice icon={<RotateCcw />}>Rejected {task.review_cycles} of 3 times.</Notice>
      ) : null}
    </div>
  );
}
