import { cn } from "@/components/ui/cn";
import { PriorityIcon } from "@/components/ui/priority-icon";
import { STATUS } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import type { CanvasTask } from "./canvas-task";
import type { Step } from "./hierarchy";

interface NodeTopProps {
  task: CanvasTask;
  step: Step | undefined;
  /** Whether one is near enough to read small print. */
  fine?: boolean;
}

/** The first line of every node: its number in a sequence, its status in shape and word, its reference. */
export function NodeTop({ task, step, fine = true }: NodeTopProps) {
  return (
    <span className="flex h-4 items-center gap-1.5 text-2xs">
      {step ? (
        <span className="cv-text cv-badge flex h-4 min-w-4 shrink-0 items-center justify-center rounded-xs bg-ink px-1 font-semibold text-panel tabular-nums">
          {step.number}
        </span>
      ) : null}
      <StatusIcon status={task.status} className="cv-icon" />
      {fine ? <FinePrint task={task} /> : null}
    </span>
  );
}

function FinePrint({ task }: { task: CanvasTask }) {
  const look = STATUS[task.status];
  const urgent = task.priority === "critical" || task.priority === "high";
  return (
    <>
      <span className={cn("cv-text shrink-0 font-medium", look.text)}>
        {task.archived_at === null ? look.label : "Archived"}
      </span>
      <span className="cv-text ml-auto flex shrink-0 items-center gap-1.5 text-ink-3">
        {urgent ? <PriorityIcon priority={task.priority} /> : null}
        {task.type === "epic" ? <span>Epic</span> : null}
        <span className="font-mono tabular-nums">{task.ticket_ref}</span>
      </span>
      <span className="cv-more" data-act="menu" aria-hidden="true">
        ⋯
      </span>
    </>
  );
}
