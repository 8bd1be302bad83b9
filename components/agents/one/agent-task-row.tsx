import Link from "next/link";
import { Elapsed } from "@/components/ui/display/elapsed";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

/** A task in one line, with the detail that matters in its list: a duration, a time or a reason. */
export function AgentTaskRow({ task, withStatus }: { task: TaskWire; withStatus: boolean }) {
  return (
    <li>
      <Link
        prefetch={false}
        href={`/tasks/${task.ticket_ref}`}
        data-row="task"
        className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-0.5 px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        {withStatus ? <StatusIcon status={task.status} labelled /> : null}
        <PriorityIcon priority={task.priority} />
        <span className="min-w-18 shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
        <span dir="auto" className="min-w-40 flex-1 truncate">
          {task.title}
        </span>
        <span className="text-ink-3 text-xs max-sm:w-full max-sm:pl-6">
          <Note task={task} />
        </span>
      </Link>
    </li>
  );
}

function Note({ task }: { task: TaskWire }) {
  switch (task.status) {
    case "in_progress":
      if (task.request_id) return <span className="text-accent-ink">Waits for an answer</span>;
      return task.claimed_at === null ? null : (
        <>
          Working for <Elapsed since={task.claimed_at} />
        </>
      );
    case "review":
      return (
        <>
          Waits for a verdict{task.review_cycles > 0 ? `, round ${task.review_cycles + 1}` : ""},
          handed in <RelativeTime time={task.status_changed_at ?? task.updated_at} />
        </>
      );
    case "blocked":
      return task.blocked_reason ?? "Blocked";
    case "assigned":
      if (task.waiting_on[0]?.reason === "scheduled" && task.scheduled_for !== null) {
        return (
          <>
            Starts <UpcomingTime time={task.scheduled_for} />
          </>
        );
      }
      if (task.waiting_on[0]) return task.waiting_on[0].message;
      if (task.review_cycles > 0)
        return `Sent back ${task.review_cycles} of ${ATTEMPT_LIMITS.reviewCycles} times`;
      return task.ready ? "Ready" : "Waits";
    default:
      return <RelativeTime time={task.completed_at ?? task.updated_at} />;
  }
}
