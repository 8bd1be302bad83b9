"use client";

import { Workflow } from "lucide-react";
import Link from "next/link";
import type { TaskWire } from "@/lib/tasks/shapes";

type Place = NonNullable<TaskWire["workflow"]>;

/** For a task of a workflow's run: which stage it is, with the way to the run. */
export function WorkflowPlace({ place }: { place: Place }) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-ink-2 text-sm">
      <Workflow aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <Link
        href={hrefOf(place)}
        prefetch={false}
        className="min-w-0 truncate rounded-sm hover:text-ink hover:underline"
      >
        {inWords(place)}
      </Link>
    </p>
  );
}

function inWords({ workflow, run_id, stage, item }: Place): string {
  if (stage === null) return `Run of ${workflow} #${run_id}`;
  const part = item === null ? "" : `, item ${item + 1}`;
  return `Stage ${stage} of ${workflow} #${run_id}${part}`;
}

function hrefOf({ run_id, stage, item }: Place): string {
  if (stage === null) return `/workflow-runs/${run_id}`;
  const query = new URLSearchParams({ stage, ...(item === null ? {} : { item: String(item) }) });
  return `/workflow-runs/${run_id}?${query}`;
}
