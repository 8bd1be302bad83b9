"use client";

import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useUnsentReview } from "./use-unsent-review";
import { judgeLater, useVerdict } from "./use-verdict";

interface ApproveWithDraftsDialogProps {
  task: TaskWire;
  /** Whether a key opened it: the verdict then counts after ten seconds. */
  isByKey?: boolean;
  onClose: () => void;
  onJudged?: () => void;
  /** The server asks for a reason, because checks are red or missing. */
  onAskWhy: () => void;
}

/** Approves work on which the person has comments that they have not sent: they go with it, or stay. */
export function ApproveWithDraftsDialog({
  task,
  isByKey,
  onClose,
  onJudged,
  onAskWhy,
}: ApproveWithDraftsDialogProps) {
  const { judge } = useVerdict();
  const { review, choice } = useUnsentReview(task, undefined);

  async function send(text: string) {
    const sent = await review?.collect();
    if (sent === null) return { done: false } as const;
    const notes = text.trim() || undefined;
    if (isByKey) {
      judgeLater(task, "approved", notes, sent);
      onJudged?.();
      return { done: true } as const;
    }
    const refused = await judge(task, "approved", notes, undefined, sent);
    if (refused?.asksWhy) onAskWhy();
    if (refused) return { done: false, error: refused.reason } as const;
    onJudged?.();
    return { done: true } as const;
  }

  return (
    <ReasonDialog
      title={`Approve ${task.ticket_ref}`}
      description="You have comments on this work that are not sent."
      extra={choice}
      draft={{ object: `task:${task.id}`, field: "approval" }}
      field={{ label: "Note", hint: "May stay empty.", rows: 2, maxLength: 20_000 }}
      confirm={{ label: "Approve", tone: "primary" }}
      cancel="Keep it in review"
      send={send}
      onClose={onClose}
    />
  );
}
