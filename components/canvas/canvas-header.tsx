"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import type { CanvasGraph } from "@/components/canvas/model/canvas-task";
import type { CanvasModel } from "@/components/canvas/model/model";
import { ReadOnlyBadge } from "@/components/sync/viewer";
import { CreateTaskButton } from "@/components/tasks/create/create-task-button";
import { PageHeader } from "@/components/ui/display/page-header";

export interface CanvasRoot {
  ticket_ref: string;
  title: string;
  /** From the topmost down. */
  ancestors: { id: number; ticket_ref: string; title: string }[];
}

interface CanvasHeaderProps {
  root: CanvasRoot | undefined;
  /** What was read, as soon as it is there. */
  read: CanvasGraph | undefined;
  model: CanvasModel | null;
}

function countOf({ tasks, truncated }: CanvasGraph): string {
  if (truncated) return `more than ${tasks.length} tasks`;
  return tasks.length === 1 ? "1 task" : `${tasks.length} tasks`;
}

/** Where one is: the whole canvas, or one structure and what it is part of. */
export function CanvasHeader({ root, read, model }: CanvasHeaderProps) {
  const parent = root && model?.graph.byRef(root.ticket_ref);
  return (
    <PageHeader
      className="static"
      title={root ? `${root.ticket_ref} ${root.title}` : "Canvas"}
      meta={
        <>
          {read?.tasks.length ? <span>{countOf(read)}</span> : null}
          <ReadOnlyBadge />
        </>
      }
      description={root ? <Line root={root} /> : undefined}
    >
      <CreateTaskButton start={parent ? { parent } : {}} />
    </PageHeader>
  );
}

function Line({ root }: { root: CanvasRoot }) {
  return (
    <span className="flex items-center gap-1">
      <Link href="/canvas" className="hover:text-ink hover:underline">
        Canvas
      </Link>
      {root.ancestors.map(({ id, ticket_ref, title }) => (
        <Fragment key={id}>
          <ChevronRight aria-hidden className="size-3 shrink-0" />
          <Link href={`/canvas/${ticket_ref}`} className="truncate hover:text-ink hover:underline">
            {ticket_ref} {title}
          </Link>
        </Fragment>
      ))}
      <ChevronRight aria-hidden className="size-3 shrink-0" />
      <span>{root.ticket_ref}</span>
    </span>
  );
}
