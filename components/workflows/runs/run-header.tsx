"use client";

import { ChevronRight, GitCompareArrows, Repeat2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { cancelWorkflowRunAction } from "@/app/(app)/workflow-runs/actions";
import { orThrow } from "@/components/forms/refusal";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Cost } from "@/components/ui/display/figure";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { compareHref } from "@/components/workflows/compare/compare-href";
import { workflowHref, workflowRunsHref } from "@/components/workflows/links";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { AgainDialog } from "./again-dialog";
import { lookOfRun } from "./stage-look";
import { starterInWords } from "./stage-words";
import { useRefreshRun } from "./use-workflow-run";

/** Which run of which workflow this is, how it stands, and the ways to stop it or to start it again. */
export function RunHeader({ run }: { run: WorkflowRunWire }) {
  const look = lookOfRun(run);
  const { progress } = run;
  return (
    <header className="z-10 flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-panel px-4 py-2 max-md:px-3">
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex min-w-0 items-center gap-1.5 text-sm">
          <Link
            href={workflowRunsHref(run.workflow)}
            className="min-w-0 truncate rounded-sm text-ink-2 hover:underline"
          >
            {run.workflow}
          </Link>
          <Link
            href={workflowHref(run.workflow, run.version)}
            aria-label={`v${run.version} of ${run.workflow}`}
            className="shrink-0 rounded-sm text-ink-3 text-xs tabular-nums hover:underline"
          >
            v{run.version}
          </Link>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
          <h1 className="shrink-0 font-semibold text-base tabular-nums">Run #{run.id}</h1>
        </div>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-ink-3 text-xs tabular-nums">
          <look.icon
            aria-hidden
            className={cn(
              "size-3.5 shrink-0",
              look.text,
              run.status === "running" && run.attention === null && "animate-breathe",
            )}
          />
          <span className="font-medium text-ink-2">{look.label}</span>
          <Dot />
          <span>
            {progress.settled} of {progress.total} stages
          </span>
          <Dot />
          <Elapsed since={run.started_at} until={run.finished_at} />
          {run.cost_usd > 0 ? (
            <>
              <Dot />
              <Cost usd={run.cost_usd} />
            </>
          ) : null}
          <span className="flex items-center gap-x-1.5 max-sm:hidden">
            <Dot />
            <span>started by {starterInWords(run)}</span>
          </span>
        </p>
      </div>
      <Actions run={run} />
    </header>
  );
}

function Dot() {
  return <span aria-hidden>·</span>;
}

function Actions({ run }: { run: WorkflowRunWire }) {
  const { canWrite } = useViewer();
  const [isCopying, setCopying] = useState(false);
  const refresh = useRefreshRun(run.id);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5">
      <Link
        href={compareHref(run.id, run.copied_from)}
        className={buttonVariants({ size: "sm", variant: "ghost" })}
      >
        <GitCompareArrows aria-hidden className="size-3.5" />
        Compare
      </Link>
      {canWrite ? (
        <Button size="sm" onClick={() => setCopying(true)}>
          <Repeat2 aria-hidden className="size-3.5" />
          Rerun
        </Button>
      ) : null}
      {canWrite && run.status === "running" ? (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="danger-ghost">
              Cancel run
            </Button>
          }
          title={`Cancel run ${run.id}?`}
          description="Whoever works on one of its stages is stopped, and the others are not begun. A cancelled run is final; a copy of it can be started."
          confirmLabel="Cancel run"
          cancelLabel="Keep it"
          onConfirm={async () => {
            await orThrow(() => cancelWorkflowRunAction(run.id));
            toast(`Run #${run.id} is cancelled`);
            await refresh();
          }}
        />
      ) : null}
      {isCopying ? (
        <AgainDialog run={run} how="copy" stage={null} onClose={() => setCopying(false)} />
      ) : null}
    </div>
  );
}
