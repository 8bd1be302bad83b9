"use client";

import { memo } from "react";
import { useRecentlyChanged } from "@/components/sync/data/recently-changed";
import { useViewer } from "@/components/sync/viewer";
import { LabelChip } from "@/components/tasks/fields/label-chip";
import { TaskPlace } from "@/components/tasks/page/task-place";
import { ContestLink } from "@/components/tasks/structure/contest-link";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Avatar } from "@/components/ui/display/avatar";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Flash } from "@/components/ui/feedback/flash";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { TaskGroupId } from "./groups";
import { whyHere } from "./why-here";

interface InboxRowProps {
  task: TaskWire;
  group: TaskGroupId;
  /** Open beside the list. */
  isOpen: boolean;
  isCursor: boolean;
  isSelected: boolean;
  /** Whether any row is selected: then the checkboxes stay visible. */
  isSelecting: boolean;
  /** Whether the Tab key stops at this row. */
  isStop: boolean;
  onOpen: (task: TaskWire) => void;
  /** `range` extends the selection from the last selected row to this one. */
  onSelect: (task: TaskWire, range: boolean) => void;
}

/** One task of the inbox: its title and the reason it is here, on one line or, beside an open task, on two. */
export const InboxRow = memo(function InboxRow({
  task,
  group,
  isOpen,
  isCursor,
  isSelected,
  isSelecting,
  isStop,
  onOpen,
  onSelect,
}: InboxRowProps) {
  const fresh = useRecentlyChanged(task.id);
  const why = whyHere(task, group);
  const { canWrite } = useViewer();
  const isContest = "best_of" in task.metadata;
  const when = (
    <RelativeTime
      time={group === "triage" ? task.created_at : (task.status_changed_at ?? task.updated_at)}
    />
  );

  return (
    <div
      data-open={isOpen || undefined}
      className={cn(
        "group/row relative flex min-h-11 items-center gap-2.5 border-b px-4 py-1.5 hover:bg-hover",
        isSelected && "bg-selected hover:bg-selected",
        isOpen && "bg-selected hover:bg-selected",
        isCursor && "shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <Flash of={fresh} />
      {canWrite ? (
        <Checkbox
          aria-label={`Select ${task.ticket_ref}`}
          checked={isSelected}
          data-stop="select"
          tabIndex={isStop ? 0 : -1}
          onClick={(event) => {
            event.preventDefault();
            onSelect(task, event.shiftKey);
          }}
          className={cn(
            "z-1",
            !isSelecting &&
              !isSelected &&
              "opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100",
          )}
        />
      ) : null}
      <PriorityIcon priority={task.priority} />
      <span className="min-w-20 shrink-0 font-mono text-ink-3 text-xs @max-2xl:hidden">
        {task.ticket_ref}
      </span>
      <div className="flex min-w-0 flex-1 items-center gap-3 @max-2xl:flex-col @max-2xl:items-stretch @max-2xl:gap-0">
        <OpenBesideLink
          id={`inbox-${task.id}`}
          dir="auto"
          href={`/tasks/${task.ticket_ref}`}
          data-stop=""
          tabIndex={isStop ? 0 : -1}
          onOpen={() => onOpen(task)}
          aria-current={isOpen ? "true" : undefined}
          className={cn(
            "min-w-0 truncate font-medium text-sm outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2 @2xl:max-w-[60%] @2xl:shrink-0",
            // Two targets below each other.
            isContest && "@max-2xl:leading-6",
          )}
        >
          <span dir="ltr" className="sr-only">
            {task.ticket_ref}:{" "}
          </span>
          {task.title}
        </OpenBesideLink>
        <div
          className={cn(
            "flex min-w-0 items-center gap-2 overflow-hidden text-xs @2xl:flex-1",
            why?.tone ?? "text-ink-3",
          )}
        >
          <span className="shrink-0 font-mono text-ink-3 @2xl:hidden">{task.ticket_ref}</span>
          {task.parent_id === null ? null : (
            <TaskPlace
              task={task}
              className="max-w-[60%] shrink-0 overflow-hidden @max-2xl:max-w-[50%] @max-2xl:shrink"
            />
          )}
          {task.progress.total > 0 ? (
            <ProgressBar
              label={`${task.progress.done} of ${task.progress.total} children done`}
              value={task.progress.done}
              max={task.progress.total}
              tone="success"
              withCount
              className={cn("w-24 shrink-0 @max-2xl:w-16", isContest && "@max-2xl:hidden")}
            />
          ) : null}
          {task.parent_id === null && !isContest ? null : (
            <ContestLink
              task={task}
              isStop={isStop}
              className={cn(
                "z-1 shrink-0",
                isContest ? "@max-2xl:min-h-6 @max-2xl:shrink" : "@max-2xl:shrink-[0.1]",
              )}
            />
          )}
          {why ? <span className="truncate">{why.text}</span> : null}
          <span className="z-1 ml-auto shrink-0 text-ink-3 @2xl:hidden">{when}</span>
        </div>
      </div>
      <span className="flex shrink-0 items-center gap-1.5 @max-3xl:hidden">
        {task.labels.slice(0, 2).map((label) => (
          <LabelChip key={label} label={label} />
        ))}
        {task.labels.length > 2 ? (
          <span title={task.labels.slice(2).join(", ")} className="text-2xs text-ink-3">
            <span aria-hidden>+{task.labels.length - 2}</span>
            <span className="sr-only">{task.labels.slice(2).join(", ")}</span>
          </span>
        ) : null}
      </span>
      {task.assigned_to ? (
        <span className="flex shrink-0 items-center gap-1.5 text-ink-2 text-xs @4xl:w-32">
          <Avatar name={task.assigned_to} />
          <span className="truncate @max-4xl:sr-only">{task.assigned_to}</span>
        </span>
      ) : (
        <span className="@max-4xl:hidden @4xl:w-32" />
      )}
      <span className="z-1 min-w-16 shrink-0 text-right text-ink-3 text-xs @max-2xl:hidden">
        {when}
      </span>
    </div>
  );
});
