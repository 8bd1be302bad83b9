"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/live/viewer";
import { Button } from "@/components/ui/button";
import type { TaskWire } from "@/lib/tasks/wire";
import { RejectDialog } from "./reject-dialog";
import { useVerdict } from "./use-verdict";

/** Approve or reject, while the task is in review. */
export function VerdictButtons({ task, onJudged }: { task: TaskWire; onJudged?: () => void }) {
  const [rejecting, setRejecting] = useState(false);
  const [approving, setApproving] = useState(false);
  const { canWrite } = useViewer();
  const { approve } = useVerdict();
  if (task.status !== "review" || !canWrite) return null;

  async function onApprove() {
    setApproving(true);
    const approved = await approve(task);
    setApproving(false);
    if (approved) onJudged?.();
  }

  return (
    <>
      <Button onClick={() => setRejecting(true)}>
        <CircleX aria-hidden className="size-4 text-danger" />
        Reject
      </Button>
      <Button variant="primary" pending={approving} onClick={() => void onApprove()}>
        <CircleCheck aria-hidden className="size-4" />
        Approve
      </Button>
      {rejecting ? (
        <RejectDialog task={task} onClose={() => setRejecting(false)} onJudged={onJudged} />
      ) : null}
    </>
  );
}
