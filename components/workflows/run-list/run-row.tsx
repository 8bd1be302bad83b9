"use client";

import Link from "next/link";
import { memo } from "react";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost } from "@/components/ui/display/figure";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { workflowRunHref } from "@/components/workflows/links";
import { lookOfRun } from "@/components/workflows/runs/stage-look";
import { starterInWords } from "@/components/workflows/runs/stage-words";
import type { WorkflowRunSummaryWire } from "@/lib/workflows/shapes";

interface RunRowProps {
  run: WorkflowRunSummaryWire;
  isStop: boolean;
  isCursor: boolean;
  isSelected: boolean;
  /** Whether any row is selected: then the checkboxes stay visible. */
  isSelecting: boolean;
  onSelect: (id: number, range: boolean) => void;
}

/** One run: of what, how it stands, how far it is, who started it, how long it takes and what it cost. */
export const RunRow = memo(function RunRow({
  run,
  isStop,
  isCursor,
  isSelected,
  isSelecting,
  onSelect,
}: RunRowProps) {
  const { canWrite } = useViewer();
  const look = lookOfRun(run);
  const { progress } = run;
  return (
    <div
      className={cn(
        "group/row relative flex min-h-12 items-center gap-3 border-b px-4 py-1.5 hover:bg-hover max-md:px-3",
        isSelected && "bg-selected hover:bg-selected",
        isCursor && "shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      {canWrite ? (
        <Checkbox
          aria-label={`Select run ${run.id}`}
          checked={isSelected}
          data-stop="select"
          tabIndex={isStop ? 0 : -1}
          onClick={(event) => {
            event.preventDefault();
            onSelect(run.id, event.shiftKey);
          }}
          className={cn(
            "z-1",
            !isSelecting &&
              !isSelected &&
              "opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100",
          )}
        />
      ) : null}
      <look.icon
        aria-hidden
        className={cn(
          "size-4 shrink-0",
          look.text,
          run.status === "running" && run.attention === null && "animate-breathe",
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-baseline gap-2">
          <Link
            href={workflowRunHref(run.id)}
            prefetch={false}
            data-stop=""
            tabIndex={isStop ? 0 : -1}
            className="flex min-w-0 items-baseline gap-1 font-medium text-sm outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2"
          >
            <span className="truncate">{run.workflow}</span>{" "}
            <span className="shrink-0 font-normal text-ink-3 text-xs tabular-nums">#{run.id}</span>
          </Link>
          <span className="shrink-0 text-ink-3 text-xs tabular-nums">v{run.version}</span>
          {run.parent_run_id === null ? null : (
            <span className="shrink-0 text-ink-3 text-xs">in #{run.parent_run_id}</span>
          )}
        </div>
        <p className="truncate text-ink-3 text-xs">
          <span className={cn("font-medium", look.text)}>{look.label}</span>
          {run.error ? `: ${run.error}` : ""}
          <span className="md:hidden"> · {starterInWords(run)}</span>
        </p>
      </div>
      <ProgressBar
        label={`Stages of run ${run.id} that are settled`}
        value={progress.settled}
        max={progress.total}
        tone={progress.failed > 0 ? "danger" : run.status === "succeeded" ? "success" : "accent"}
        withCount
        className="w-32 max-md:w-20"
      />
      <span className="w-36 truncate text-ink-2 text-xs max-lg:hidden">{starterInWords(run)}</span>
      <span className="w-16 text-right text-ink-2 text-xs tabular-nums max-md:hidden">
        {run.cost_usd > 0 ? <Cost usd={run.cost_usd} /> : <span className="text-ink-3">—</span>}
      </span>
      <span className="w-16 text-right text-ink-2 text-xs max-sm:hidden">
        <Elapsed since={run.started_at} until={run.finished_at} />
      </span>
      <span className="w-20 text-right text-ink-3 text-xs max-md:w-auto">
        <RelativeTime time={run.started_at} />
      </span>
    </div>
  );
});
