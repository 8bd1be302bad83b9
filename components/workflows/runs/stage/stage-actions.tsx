"use client";

import { RotateCcw, SkipForward } from "lucide-react";
import { useState } from "react";
import { skipStageAction } from "@/app/(app)/workflow-runs/actions";
import { orThrow } from "@/components/forms/refusal";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { AgainDialog } from "@/components/workflows/runs/again-dialog";
import { mayRetry } from "@/components/workflows/runs/run-again";
import { isSettled } from "@/components/workflows/runs/stage-look";
import { useRefreshRun } from "@/components/workflows/runs/use-workflow-run";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";

interface StageActionsProps {
  run: WorkflowRunWire;
  stage: WorkflowStageWire;
  /** The way out of a failure stands out. */
  isPrimary?: boolean;
}

/** The ways on from a stage: again, past it, or a copy of the run that begins here. */
export function StageActions({ run, stage, isPrimary = false }: StageActionsProps) {
  const { canWrite } = useViewer();
  const [again, setAgain] = useState<"retry" | "copy" | null>(null);
  const retries = mayRetry(run) && stage.status === "failed";
  const copies = run.status !== "running" && stage.kind !== "end";
  const skips = run.status === "running" && (!isSettled(stage.status) || stage.status === "failed");
  if (!canWrite || !(retries || copies || skips)) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 pt-1">
      {retries ? (
        <Button
          size="sm"
          variant={isPrimary ? "primary" : "secondary"}
          onClick={() => setAgain("retry")}
        >
          <RotateCcw aria-hidden className="size-3.5" />
          Try again
        </Button>
      ) : null}
      {skips ? <Skip run={run} stage={stage} /> : null}
      {copies ? (
        <Button size="sm" variant="ghost" onClick={() => setAgain("copy")}>
          Rerun as a copy from here
        </Button>
      ) : null}
      {again ? (
        <AgainDialog run={run} how={again} stage={stage.name} onClose={() => setAgain(null)} />
      ) : null}
    </div>
  );
}

function Skip({ run, stage }: { run: WorkflowRunWire; stage: WorkflowStageWire }) {
  const refresh = useRefreshRun(run.id);
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          <SkipForward aria-hidden className="size-3.5" />
          Skip
        </Button>
      }
      title={`Skip ${stage.name}?`}
      description="Whoever works on it is stopped. Stages that need all of their inputs are skipped with it."
      confirmLabel="Skip it"
      cancelLabel="Keep it"
      onConfirm={async () => {
        await orThrow(() => skipStageAction(run.id, stage.name));
        toast(`${stage.name} is skipped`);
        await refresh();
      }}
    />
  );
}
