"use client";

import { useTaskChecks } from "@/components/sync/data/use-task-parts";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { ReviewToSend } from "./review-to-send";
import { useUnsentReview } from "./use-unsent-review";
import { useVerdict } from "./use-verdict";

interface ApproveAnywayDialogProps {
  task: TaskWire;
  /** The comments that go with it. */
  review?: ReviewToSend;
  onClose: () => void;
  onJudged?: () => void;
}

/** Approves work whose checks are red or missing, with the reason, which stays in the history. */
export function ApproveAnywayDialog({
  task,
  review: given,
  onClose,
  onJudged,
}: ApproveAnywayDialogProps) {
  const { judge } = useVerdict();
  const { review, choice } = useUnsentReview(task, given);
  const { data } = useTaskChecks(task.id);
  const open = data?.evidence.checks.filter(
    ({ state }) => state !== "passed" && state !== "skipped",
  );

  async function send(reason: string) {
    const sent = await review?.collect();
    if (sent === null) return { done: false } as const;
    const refused = await judge(task, "approved", undefined, reason, sent);
    if (refused) return { done: false, error: refused.reason } as const;
    onJudged?.();
    return { done: true } as const;
  }

  return (
    <ReasonDialog
      title={`Approve ${task.ticket_ref} against its checks`}
      description={`Not every check passed${open?.length ? `: ${open.map(({ name }) => name).join(", ")}` : ""}. With a reason it is approved all the same.`}
      draft={{ object: `task:${task.id}`, field: "override" }}
      field={{
        label: "Reason",
        hint: "It stays in the history beside the verdict.",
        rows: 4,
        maxLength: 20_000,
      }}
      extra={choice}
      missing="Say why it is good although its checks did not pass"
      confirm={{ label: "Approve anyway", tone: "primary" }}
      cancel="Keep it in review"
      send={send}
      onClose={onClose}
    />
  );
}
