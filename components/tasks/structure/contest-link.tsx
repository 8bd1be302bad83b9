"use client";

import { Columns3 } from "lucide-react";
import Link from "next/link";
import { useParent } from "@/components/sync/data/use-parent";
import { cn } from "@/components/ui/cn";
import type { TaskWire } from "@/lib/tasks/shapes";

interface ContestLinkProps {
  task: Pick<TaskWire, "ticket_ref" | "parent_id" | "metadata" | "progress">;
  /** In a row of a list, which the Tab key reaches at one place: whether that is here. */
  isStop?: boolean;
  className?: string;
}

/** For the same work given to several agents: the way to where it is compared, from the group and from each entry. */
export function ContestLink({ task, isStop, className }: ContestLinkProps) {
  const parent = useParent(task.parent_id);
  const isGroup = "best_of" in task.metadata;
  const ref = isGroup ? task.ticket_ref : parent?.best_of != null ? parent.ticket_ref : null;
  if (ref === null) return null;
  const count = isGroup ? task.progress.total : parent?.best_of;
  return (
    <Link
      href={`/tasks/${ref}/compare${isGroup ? "" : `?entry=${task.ticket_ref}`}`}
      prefetch={false}
      {...(isStop === undefined ? {} : { "data-stop": "compare", tabIndex: isStop ? 0 : -1 })}
      className={cn(
        "inline-flex w-fit min-w-0 items-center gap-1.5 rounded-sm text-accent-ink underline-offset-2 hover:underline",
        className,
      )}
    >
      <Columns3 aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">
        {isGroup ? `Compare the work of ${count} agents` : `Compare with ${others(count)}`}
      </span>
    </Link>
  );
}

const others = (count: number | null | undefined): string =>
  count === 2 ? "the other" : `the other ${(count ?? 1) - 1}`;
