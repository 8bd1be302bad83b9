"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useParent } from "@/components/sync/data/use-parent";
import { CopyButton } from "@/components/ui/controls/copy-button";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { Ancestor } from "@/lib/tasks/structure/ancestors";

interface TaskBreadcrumbProps {
  task: TaskWire;
  /** From the topmost parent down, as the server read them for the first paint. */
  ancestors?: readonly Ancestor[];
}

/** The path to a task: its project, its parents, itself. */
export function TaskBreadcrumb({ task, ancestors = [] }: TaskBreadcrumbProps) {
  const parent = useParent(task.parent_id);
  const line = parent === undefined ? ancestors : parent ? [...parent.ancestors, parent] : [];
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 grow basis-48">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1 text-ink-3 text-sm">
        <li className="wrap-anywhere min-w-0">{task.project_name}</li>
        {line.map((ancestor) => (
          <li key={ancestor.id} className="flex min-w-0 items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0" />
            <Link
              href={`/tasks/${ancestor.ticket_ref}`}
              className="max-w-48 truncate rounded-sm hover:text-ink hover:underline"
            >
              {ancestor.title}
            </Link>
          </li>
        ))}
        <li aria-current="page" className="flex min-w-0 items-center gap-1">
          <ChevronRight aria-hidden className="size-3.5 shrink-0" />
          <span className="font-mono text-ink-2 text-xs">{task.ticket_ref}</span>
          <CopyButton value={task.ticket_ref} label="Copy the reference" />
        </li>
      </ol>
    </nav>
  );
}
