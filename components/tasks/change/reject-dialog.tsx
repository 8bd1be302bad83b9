"use client";

import { useState } from "react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import { judgeLater, useVerdict } from "./use-verdict";

interface RejectDialogProps {
  task: TaskWire;
  /** Whether a key opened it: the verdict then counts after ten seconds. */
  isByKey?: boolean;
  onClose: () => void;
  onJudged?: () => void;
}

/** Sends work back with feedback, which stays as a draft until the server has saved it. */
export function RejectDialog({ task, isByKey, onClose, onJudged }: RejectDialogProps) {
  const draft = useTextDraft({ object: `task:${task.id}`, field: "rejection" });
  const notes = draft.text;
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const { judge } = useVerdict();
  const last = task.review_cycles >= 2;

  async function send() {
    if (pending) return;
    if (notes.trim() === "") {
      setError("Say what is missing: the agent works from it");
      return;
    }
    if (isByKey) {
      // The feedback stays a draft until the verdict counts.
      judgeLater(task, "rejected", notes);
      onClose();
      onJudged?.();
      return;
    }
    setPending(true);
    const refused = await judge(task, "rejected", notes);
    setPending(false);
    if (refused) return setError(refused.reason);
    draft.drop();
    onClose();
    onJudged?.();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Reject ${task.ticket_ref}`}
        description={
          last
            ? "This is the third rejection: the task fails."
            : `It goes back to ${task.assigned_to ?? "the pool"} with your feedback. Rejection ${task.review_cycles + 1} of 3.`
        }
      >
        <DialogBody>
          <Field label="Feedback" error={error}>
            <Textarea
              autoFocus
              rows={5}
              maxLength={20_000}
              placeholder="What is missing or wrong, and how one sees that it is right."
              value={notes}
              onChange={(event) => draft.set(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
              }}
            />
          </Field>
          <TextDraftMark draft={draft} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Keep it in review</Button>
          <Button variant="danger" pending={pending} onClick={() => void send()}>
            Reject with feedback
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
