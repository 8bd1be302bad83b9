"use client";

import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { commentsInWords, type ReviewToSend } from "./review-to-send";
import { useUnsentReview } from "./use-unsent-review";
import { judgeLater, useVerdict } from "./use-verdict";

interface RejectDialogProps {
  task: TaskWire;
  /** Whether a key opened it: the verdict then counts after ten seconds. */
  isByKey?: boolean;
  /** The comments that go with it. */
  review?: ReviewToSend;
  onClose: () => void;
  onJudged?: () => void;
}

/** Sends work back with feedback, which stays as a draft until the server has saved it. */
export function RejectDialog({
  task,
  isByKey,
  review: given,
  onClose,
  onJudged,
}: RejectDialogProps) {
  const { judge } = useVerdict();
  const { review, choice } = useUnsentReview(task, given);
  const rejection = task.review_cycles + 1;
  const comments = review?.count ?? 0;

  async function send(notes: string) {
    const sent = await review?.collect();
    if (sent === null) return { done: false } as const;
    if (isByKey) {
      judgeLater(task, "rejected", notes, sent);
      onJudged?.();
      return { done: true, keepsDraft: true } as const;
    }
    const refused = await judge(task, "rejected", notes, undefined, sent);
    if (refused) return { done: false, error: refused.reason } as const;
    onJudged?.();
    return { done: true } as const;
  }

  return (
    <ReasonDialog
      title={`Reject ${task.ticket_ref}`}
      description={[
        rejection >= ATTEMPT_LIMITS.reviewCycles
          ? `This is rejection ${rejection} of ${ATTEMPT_LIMITS.reviewCycles}: the task fails.`
          : `It goes back to ${task.assigned_to ?? "the pool"} with your feedback. Rejection ${rejection} of ${ATTEMPT_LIMITS.reviewCycles}.`,
        comments > 0 && !choice ? commentsInWords(comments) : "",
      ]
        .join(" ")
        .trim()}
      draft={{ object: `task:${task.id}`, field: "rejection" }}
      field={{
        label: "Feedback",
        ...(comments > 0 && { hint: "May stay empty: your comments say what is missing." }),
        rows: 5,
        maxLength: 20_000,
        placeholder: "What is missing or wrong, and how one sees that it is right.",
      }}
      extra={choice}
      missing={comments > 0 ? undefined : "Say what is missing: the agent works from it"}
      confirm={{ label: "Reject with feedback", tone: "danger" }}
      cancel="Keep it in review"
      send={send}
      onClose={onClose}
    />
  );
}
