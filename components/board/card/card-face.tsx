import { CalendarClock, RotateCcw, UsersRound } from "lucide-react";
import { use } from "react";
import { LaneContext } from "@/components/board/lanes/lane-context";
import { DueMark } from "@/components/tasks/fields/due";
import { LabelChip } from "@/components/tasks/fields/label-chip";
import { TaskPlace } from "@/components/tasks/page/task-place";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { Elapsed } from "@/components/ui/display/elapsed";
import type { Presence } from "@/components/ui/display/presence-dot";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { CardReason } from "./card-reason";

/** The content of a card, also used while it is dragged. */
export function CardFace({ task, presence }: { task: TaskWire; presence: Presence | undefined }) {
  const { done, total } = task.progress;
  const lane = use(LaneContext);
  return (
    <>
      <span className="flex min-h-4 items-center gap-2 text-ink-3">
        <span className="font-mono text-2xs tabular-nums">{task.ticket_ref}</span>
        {task.type === "epic" ? <span className="text-2xs">Epic</span> : null}
        <span className="ml-auto flex items-center gap-2">
          <ReviewCycle task={task} />
          <PriorityIcon priority={task.priority} />
        </span>
      </span>
      {task.parent_id === null ? null : (
        <TaskPlace task={task} without={lane} className="mt-0.5 text-2xs" />
      )}
      <span className="mt-1 line-clamp-3 text-pretty break-words font-medium text-ink text-sm">
        {task.title}
      </span>
      {total > 0 ? (
        <ProgressBar
          label={`${done} of ${total} children done`}
          value={done}
          max={total}
          tone="success"
          withCount
          className="mt-2"
        />
      ) : null}
      <CardReason task={task} />
      <CardLabels labels={task.labels} />
      <span className="mt-2 flex min-h-5 items-center gap-2 text-ink-3 text-xs">
        <CardHolder task={task} presence={presence} />
        <CardTime task={task} />
      </span>
    </>
  );
}

/** Who has the task, and whether they are present. */
export function CardHolder({ task, presence }: { task: TaskWire; presence: Presence | undefined }) {
  if (task.assigned_to === null) {
    const waits =
      (task.status === "inbox" || task.status === "assigned") && task.progress.total === 0;
    if (!waits) return <span className="min-w-0 flex-1" />;
    return (
      <span className="flex min-w-0 flex-1 items-center gap-1.5">
        <UsersRound aria-hidden className="size-3.5 shrink-0" />
        {task.status === "assigned" ? "Pool" : "Nobody yet"}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <Avatar name={task.assigned_to} presence={presence} size="sm" />
      <span className="min-w-0 truncate text-ink-2">{task.assigned_to}</span>
    </span>
  );
}

const SHOWN = 3;

export function CardLabels({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  const more = labels.length - SHOWN;
  return (
    <span className="mt-2 flex flex-wrap items-center gap-1">
      {labels.slice(0, SHOWN).map((label) => (
        <LabelChip key={label} label={label} className="max-w-32" />
      ))}
      {more > 0 ? (
        <span title={labels.slice(SHOWN).join(", ")} className="text-2xs text-ink-3">
          <span aria-hidden>+{more}</span>
          <span className="sr-only">{labels.slice(SHOWN).join(", ")}</span>
        </span>
      ) : null}
    </span>
  );
}

/** The time that matters in its status: since when it is in progress or in review, when it ended, or when it is due. */
export function CardTime({ task }: { task: TaskWire }) {
  const { status } = task;
  if (status === "in_progress" && task.claimed_at !== null) {
    return (
      <span className="flex shrink-0 items-center gap-2">
        <DueMark task={task} />
        <Elapsed since={task.claimed_at} className={cn("text-status-in-progress text-xs")} />
      </span>
    );
  }
  if (
    (status === "done" || status === "failed" || status === "cancelled") &&
    task.completed_at !== null
  ) {
    return <RelativeTime time={task.completed_at} className="shrink-0" />;
  }
  if (status === "review" && task.status_changed_at !== null) {
    return <RelativeTime time={task.status_changed_at} className="shrink-0" />;
  }
  if (task.due_on !== null) return <DueMark task={task} />;
  if (task.scheduled_for !== null && !task.ready) {
    return (
      <span className="flex shrink-0 items-center gap-1">
        <CalendarClock aria-hidden className="size-3" />
        <RelativeTime time={task.scheduled_for} />
      </span>
    );
  }
  return <RelativeTime time={task.created_at} className="shrink-0" />;
}

/** How often review has sent the task back, and the maximum. */
export function ReviewCycle({ task }: { task: Pick<TaskWire, "review_cycles"> }) {
  if (task.review_cycles === 0) return null;
  const words = `Sent back ${task.review_cycles} of ${ATTEMPT_LIMITS.reviewCycles} times`;
  return (
    <span
      title={words}
      className="flex items-center gap-0.5 text-2xs text-status-review tabular-nums"
    >
      <RotateCcw aria-hidden className="size-3" />
      <span className="sr-only">{words}</span>
      <span aria-hidden>
        {task.review_cycles}/{ATTEMPT_LIMITS.reviewCycles}
      </span>
    </span>
  );
}
