"use client";

import { CircleStop } from "lucide-react";
import { cancelRunAction } from "@/app/(app)/tasks/actions";
import { useViewer } from "@/components/sync/viewer";
import { NO_ANSWER } from "@/components/tasks/change/save-task";
import { sentence } from "@/components/tasks/change/task-actions";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { RunWire } from "@/lib/runs/shapes";

/** Stops an open run, also at its runtime, after a confirmation. */
export function CancelRun({ run }: { run: RunWire }) {
  const { canWrite } = useViewer();
  if (!canWrite || run.outcome !== null) return null;
  const isPulled = run.trigger === "claim";
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" className="w-fit">
          <CircleStop aria-hidden className="size-3.5" />
          Cancel run
        </Button>
      }
      title={`Cancel run ${run.id}?`}
      description={
        run.trigger === "review"
          ? `${run.agent} stops judging; a person gives the verdict, or it is asked for again.`
          : isPulled
            ? `What ${run.agent} reports for it is refused from now on; the task waits for it again.`
            : `${run.agent} is stopped. The task stays with it and is not dispatched again until somebody changes or retries it.`
      }
      confirmLabel="Cancel run"
      cancelLabel="Keep it"
      onConfirm={async () => {
        const result = await cancelRunAction(run.id).catch(() => NO_ANSWER);
        if (!result.ok) throw new Error(sentence(result));
        toast(`Run ${run.id} is cancelled`);
      }}
    />
  );
}
