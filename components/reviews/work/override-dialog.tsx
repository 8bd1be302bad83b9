"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { overrideAction } from "@/app/(app)/reviews/actions";
import { callAction } from "@/components/forms/call-action";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { put } from "@/components/tasks/change/save-task";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
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
  const draft = useTextDraft({ object: `task:${task.id}`, field: "override" });
  const reason = draft.text;
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const approves = verdict === "approved";

  async function send() {
    if (pending) return;
    if (reason.trim() === "") {
      setError(
        approves ? "Say why it is good enough" : "Say what is wrong: the agent works from it",
      );
      return;
    }
    setPending(true);
    const result = await callAction(() => overrideAction(task.id, verdict, reason));
    setPending(false);
    if (!result.ok) return setError(messageOf(result));
    draft.drop();
    put(client, result.data);
    toast(`${task.ticket_ref} · ${approves ? "Approved" : "Rejected"} after all`);
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Turn the verdict on ${task.ticket_ref} around`}
        description={
          approves
            ? `${capital(against)} rejected it. With your approval it is done.`
            : `${capital(against)} approved it. With your rejection it is opened again and goes back with your reason.`
        }
      >
        <DialogBody>
          <Field
            label="Reason"
            error={error}
            hint="It stays in the history beside the verdict it turns around."
          >
            <Textarea
              autoFocus
              rows={4}
              maxLength={20_000}
              value={reason}
              onChange={(event) => draft.set(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
              }}
            />
          </Field>
          <TextDraftMark draft={draft} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Let it stand</Button>
          <Button
            variant={approves ? "primary" : "danger"}
            pending={pending}
            onClick={() => void send()}
          >
            {approves ? "Approve anyway" : "Reject after all"}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

const capital = (name: string): string => (name === "you" ? "You" : name);
