"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { asksWhy } from "@/components/sync/data/use-task-parts";
import { useViewer } from "@/components/sync/viewer";
import { refuseVerdict } from "@/components/tasks/change/say-refused";
import { Button } from "@/components/ui/controls/button";
import { Late } from "@/components/ui/late/late";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { ReviewToSend } from "./review-to-send";
import { takeBack, usePendingVerdict, useVerdict } from "./use-verdict";
import {
  approveAnywayDialog,
  approveWithDraftsDialog,
  hasUnsent,
  rejectDialog,
} from "./verdict-dialogs";

interface VerdictButtonsProps {
  task: TaskWire;
  /** The comments that go with a verdict. */
  review?: ReviewToSend;
  onJudged?: () => void;
}

/** Approve or reject, while the task is in review. A verdict that was given by key can be taken back here. */
export function VerdictButtons({ task, review, onJudged }: VerdictButtonsProps) {
  // The task when the dialog opened: if somebody judges it meanwhile, the draft is kept but not sent for other work.
  const [rejecting, setRejecting] = useState<TaskWire | null>(null);
  const [approving, setApproving] = useState(false);
  const [overriding, setOverriding] = useState<TaskWire | null>(null);
  const [commented, setCommented] = useState<TaskWire | null>(null);
  const client = useQueryClient();
  const { canWrite } = useViewer();
  const { judge } = useVerdict();
  const pending = usePendingVerdict(task.id);
  const hasFeedback = useTextDraft({ object: `task:${task.id}`, field: "rejection" }).isDraft;
  const waits = task.status === "review" && canWrite;

  async function approve() {
    if (approving) return;
    if (asksWhy(client, task.id)) return setOverriding(task);
    setApproving(true);
    if (!review && (await hasUnsent(client, task.id))) {
      setApproving(false);
      return setCommented(task);
    }
    const sent = await review?.collect();
    const refused =
      sent === null ? null : await judge(task, "approved", undefined, undefined, sent);
    setApproving(false);
    if (sent === null) return;
    if (refused?.asksWhy) setOverriding(task);
    else if (refused) refuseVerdict(task, refused, () => void approve());
    else onJudged?.();
  }

  return (
    <>
      {waits && pending ? (
        <Button disabled={pending.phase === "sending"} onClick={() => takeBack(task)}>
          <Undo2 aria-hidden className="size-4" />
          Take back the {pending.verdict === "approved" ? "approval" : "rejection"}
        </Button>
      ) : waits ? (
        <>
          <Button onClick={() => setRejecting(task)}>
            <CircleX aria-hidden className="size-4 text-danger" />
            Reject
            {hasFeedback ? <span className="text-2xs text-ink-3"> draft</span> : null}
          </Button>
          <Button variant="primary" pending={approving} onClick={() => void approve()}>
            <CircleCheck aria-hidden className="size-4" />
            Approve
          </Button>
        </>
      ) : null}
      {commented ? (
        <Late
          of={approveWithDraftsDialog}
          props={{
            task: commented,
            onClose: () => setCommented(null),
            onAskWhy: () => {
              setCommented(null);
              setOverriding(commented);
            },
            onJudged,
          }}
        />
      ) : null}
      {overriding ? (
        <Late
          of={approveAnywayDialog}
          props={{ task: overriding, review, onClose: () => setOverriding(null), onJudged }}
        />
      ) : null}
      {rejecting ? (
        <Late
          of={rejectDialog}
          props={{ task: rejecting, review, onClose: () => setRejecting(null), onJudged }}
        />
      ) : null}
    </>
  );
}
