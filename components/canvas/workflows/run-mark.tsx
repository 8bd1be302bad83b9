"use client";

import { Workflow } from "lucide-react";
import { Cost } from "@/components/ui/display/figure";
import type { CanvasRun } from "./workflow-index";

/** Says in the head of a group which run of which workflow it is; a click leads to the run's page (use-canvas-pointer.ts). */
export function RunMark({ run }: { run: CanvasRun }) {
  return (
    <span
      data-act="run"
      title={`Open run ${run.id}`}
      className="flex min-w-0 items-center gap-1 rounded-xs text-accent-ink hover:underline"
    >
      <Workflow aria-hidden className="size-3 shrink-0" />
      <span className="min-w-0 truncate">
        {run.workflow} v{run.version}
      </span>
      <span className="shrink-0 tabular-nums">run {run.id}</span>
    </span>
  );
}

/** What a run has cost; nothing while nobody knows. */
export function RunCost({ run }: { run: CanvasRun | undefined }) {
  if (!run || run.cost_usd === null) return null;
  return (
    <span className="shrink-0 text-2xs text-ink-2 tabular-nums leading-3">
      <Cost usd={run.cost_usd} />
    </span>
  );
}
