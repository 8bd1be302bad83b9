"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import type { TaskWire } from "@/lib/tasks/shapes";
import { RejectDialog } from "./reject-dialog";
import { useVerdict } from "./use-verdict";

/** Approve or reject, while the task is in review. */
export function VerdictButtons({ task, onJudged }: { task: TaskWire; onJudged?: () => void }) {
  // The task when the dialog opened: if somebody judges it meanwhile, the draft is kept but not sent for other work.
  const [rejecting, setRejecting] = useState<TaskWire | null>(null);
  const [approving, setApproving] = useState(false);
  const { canWrite } = useViewer();
  const { approve } = useVerdict();
  const waits = task.status === "review" && canWrite;

  async function onApprove() {
    setApproving(true);
    const approved = await approve(task);
    setApproving(false);
    if (approved) onJudged?.();
  }

  return (
    <>
      {waits ? (
        <>
          <Button onClick={() => setRejecting(task)}>
            <CircleX aria-hidden className="size-4 text-danger" />
            Reject
          </Button>
          <Button variant="primary" pending={approving} onClick={() => void onApprove()}>
            <CircleCheck aria-hidden className="size-4" />
            Approve
          </Button>
        </>
      ) : null}
      {rejecting ? (
        <RejectDialog task={rejecting} onClose={() => setRejecting(null)} onJudged={onJudged} />
      ) : null}
    </>
  );
}
