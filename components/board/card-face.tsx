import { use } from "react";
import { TaskPlace } from "@/components/task/task-place";
import type { Presence } from "@/components/ui/presence-dot";
import { PriorityIcon } from "@/components/ui/priority-icon";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { TaskWire } from "@/lib/tasks/shapes";
import { CardHolder } from "./card-holder";
import { CardLabels } from "./card-labels";
import { CardReason } from "./card-reason";
import { CardTime } from "./card-time";
import { LaneContext } from "./lane-context";
import { ReviewCycle } from "./review-cycle";

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
