"use client";

import {
  CirclePause,
  Clock,
  Inbox,
  OctagonAlert,
  RotateCcw,
  Route,
  TriangleAlert,
} from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { ended } from "@/components/format/sentence";
import { formatDuration } from "@/components/format/times";
import { Elapsed } from "@/components/ui/display/elapsed";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { useNow } from "@/components/ui/display/use-now";
import { Callout } from "@/components/ui/feedback/callout";
import { isTriageNote } from "@/lib/tasks/change/triage-note";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

const TaskWhy = dynamic(() => import("./task-why").then((room) => room.TaskWhy), {
  loading: () => null,
});

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
      {task.status === "in_progress" && task.claimed_at && !task.request_id ? (
        <Callout icon={<Clock />} tone={silent ? "warning" : undefined}>
          {task.claimed_by} has worked on it for <Elapsed since={task.claimed_at} />
          {silent ? ", but has not been heard of since its lease ran out." : "."}
        </Callout>
      ) : null}
      <DispatchNotice task={task} />
      <TaskWhy task={task} />
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

/** Why auto-triage gave the task to its agent, or why it left it in the inbox. */
export function TriageNotice({ task }: { task: TaskWire }) {
  const note = task.metadata.triage;
  if (!isTriageNote(note)) return null;
  const again =
    note.passed_over.length > 0 ? ` It came back from ${note.passed_over.join(" and ")}.` : "";
  if (note.agent === null) {
    if (task.status !== "inbox") return null;
    return (
      <Callout icon={<Inbox />}>
        Auto-triage left it here: {note.reason}.{again}
      </Callout>
    );
  }
  const isOver = ["done", "failed", "cancelled"].includes(task.status);
  if (isOver || task.assigned_to !== note.agent) return null;
  return (
    <Callout icon={<Route />}>
      Auto-triage gave it to {note.agent}: {note.reason}.{again}
    </Callout>
  );
}

/** A link to where the dispatch block can be resolved. */
const FIXES: Record<string, { href: string; label: string }> = {
  unavailable: { href: "/settings?tab=runtimes", label: "Runtimes" },
  configuration: { href: "/settings?tab=runtimes", label: "Runtimes" },
  no_model: { href: "/settings?tab=models", label: "Models" },
  budget_exceeded: { href: "/settings?tab=costs", label: "Budgets" },
};

/** Why Baton does not call a task's agent now, and when it will: the dispatch block, or the pause after a failure. */
export function DispatchNotice({ task }: { task: TaskWire }) {
  if (task.status !== "assigned") return null;
  const { dispatch_hold: hold, next_attempt_at: next, dispatch_attempts: attempts } = task;
  if (hold) {
    const fix = FIXES[hold.code];
    return (
      <Callout icon={<CirclePause />} tone="warning">
        {ended(hold.message)}{" "}
        {hold.next_at === null ? (
          "It waits until somebody changes or retries it."
        ) : (
          <>
            Baton tries again <Until time={hold.next_at} />.
          </>
        )}{" "}
        {fix ? (
          <Link href={fix.href} className="underline underline-offset-2">
            {fix.label}
          </Link>
        ) : null}
      </Callout>
    );
  }
  if (attempts === 0) return null;
  return (
    <Callout icon={<RotateCcw />} tone="warning">
      Attempt {attempts} of {ATTEMPT_LIMITS.dispatchAttempts} failed. The next one is{" "}
      <Until time={next} />.
    </Callout>
  );
}

/** A countdown by the second; what is already due happens within a minute. */
function Until({ time }: { time: number | null }) {
  const now = useNow("second");
  const left = time === null ? 0 : time * 1000 - now;
  return (
    <span className="tabular-nums">
      {left > 0 ? `in ${formatDuration(left)}` : "within a minute"}
    </span>
  );
}
