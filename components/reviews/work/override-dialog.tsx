"use client";

import { useQueryClient } from "@tanstack/react-query";
import { overrideAction } from "@/app/(app)/reviews/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { cacheTask } from "@/components/tasks/change/save-task";
import { toast } from "@/components/ui/overlays/toast";
import type { Verdict } from "@/lib/reviews/verdict";
import type { TaskWire } from "@/lib/tasks/shapes";

type OverrideDialogProps = {
  task: TaskWire;
  /** The verdict to set. */
  verdict: Verdict;
  /** Who gave the verdict that is overridden. */
  against: string;
  onClose: () => void;
};

/** Overrides a verdict, with a reason. */
export function OverrideDialog({ task, verdict, against, onClose }: OverrideDialogProps) {
  const client = useQueryClient();
  const approves = verdict === "approved";
  const subject = against === "you" ? "You" : against;

  async function send(reason: string) {
    const result = await callAction(() => overrideAction(task.id, verdict, reason));
    if (!result.ok) return { done: false, error: messageOf(result) } as const;
    cacheTask(client, result.data);
    toast(`${task.ticket_ref} · ${approves ? "Approved" : "Rejected"} after all`);
    return { done: true } as const;
  }

  return (
    <ReasonDialog
      title={`Turn the verdict on ${task.ticket_ref} around`}
      description={
        approves
          ? `${subject} rejected it. With your approval it is done.`
          : `${subject} approved it. With your rejection it is opened again and goes back with your reason.`
      }
      draft={{ object: `task:${task.id}`, field: "override" }}
      field={{
        label: "Reason",
        hint: "It stays in the history beside the verdict it turns around.",
        rows: 4,
        maxLength: 20_000,
      }}
      missing={
        approves ? "Say why it is good enough" : "Say what is wrong: the agent works from it"
      }
      confirm={{
        label: approves ? "Approve anyway" : "Reject after all",
        tone: approves ? "primary" : "danger",
      }}
      cancel="Let it stand"
      send={send}
      onClose={onClose}
    />
  );
}
