import Link from "next/link";
import type { ReactNode } from "react";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { TaskStatus } from "@/lib/tasks/lifecycle";

interface TaskRowLinkProps {
  task: { ticket_ref: string; title: string; status: string };
  /** Before the reference: its order number. */
  before?: ReactNode;
  after?: ReactNode;
}

/** A link to another task, in one line. */
export function TaskRowLink({ task, before, after }: TaskRowLinkProps) {
  return (
    <div className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
      {before}
      <StatusIcon status={task.status as TaskStatus} labelled />
      <Link
        prefetch={false}
        href={`/tasks/${task.ticket_ref}`}
        className="flex min-w-0 flex-1 items-baseline gap-2 rounded-sm hover:underline"
      >
        <span className="shrink-0 font-mono text-ink-3 text-xs">{task.ticket_ref}</span>
        <span className="truncate text-sm">{task.title}</span>
      </Link>
      {after}
    </div>
  );
}
