"use client";

import { CircleStop } from "lucide-react";
import { cancelRunAction } from "@/app/(app)/tasks/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { useViewer } from "@/components/sync/viewer";
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
          : run.trigger === "direct"
            ? `${run.agent} stops answering, and what comes after it in its queue is next.`
            : isPulled
              ? `What ${run.agent} reports for it is refused from now on; the task waits for it again.`
              : `${run.agent} is stopped. The task stays with it and is not dispatched again until somebody changes or retries it.`
      }
      confirmLabel="Cancel run"
      cancelLabel="Keep it"
      onConfirm={async () => {
        const result = await callAction(() => cancelRunAction(run.id));
        if (!result.ok) throw new Error(messageOf(result));
        toast(`Run ${run.id} is cancelled`);
      }}
    />
  );
}
