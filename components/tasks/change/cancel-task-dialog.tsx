"use client";

import { useState } from "react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useTaskActions } from "./use-task-actions";

interface CancelTaskDialogProps {
  task: TaskWire;
  open: boolean;
  onClose: () => void;
}

/** Cancels a task. A reason becomes a comment; without one, the change can be undone. */
export function CancelTaskDialog({ task, open, onClose }: CancelTaskDialogProps) {
  const draft = useTextDraft({ object: `task:${task.id}`, field: "cancellation" });
  const reason = draft.text;
  const [pending, setPending] = useState(false);
  const actions = useTaskActions();

  async function cancel() {
    if (pending) return;
    setPending(true);
    const done = await actions.cancel(task, reason.trim() || undefined);
    setPending(false);
    if (done) {
      draft.drop();
      onClose();
    }
  }

  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={`Cancel ${task.ticket_ref}?`}
        description={
          task.status === "in_progress"
            ? `${task.assigned_to} is working on it; its run ends as cancelled.`
            : "It will not be done, and what waits for it no longer does."
        }
        className="sm:max-w-md"
      >
        <DialogBody>
          <Field label="Reason" hint="Kept as a comment. May stay empty.">
            <Textarea
              value={reason}
              maxLength={2_000}
              onChange={(event) => draft.set(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void cancel();
              }}
            />
          </Field>
          <TextDraftMark draft={draft} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" pending={pending} onClick={() => void cancel()}>
            Cancel the task
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
