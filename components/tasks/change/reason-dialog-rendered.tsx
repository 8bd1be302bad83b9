"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { type DraftPlace, useTextDraft } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";

/** How sending ended. What is done closes the dialog and drops the draft, unless it is kept for later. */
type Sent =
  | { done: true; keepsDraft?: boolean }
  /** Without an error the reason was already said elsewhere. */
  | { done: false; error?: string };

interface ReasonDialogProps {
  title: string;
  description: ReactNode;
  /** Where the reason is kept until it counts. */
  draft: DraftPlace;
  field: { label: string; hint?: string } & Pick<
    ComponentProps<typeof Textarea>,
    "rows" | "maxLength" | "placeholder"
  >;
  /** Said when it is empty; without it, it may stay empty. */
  missing?: string;
  confirm: { label: string; tone: "primary" | "danger" };
  /** The words on the button that changes nothing. */
  cancel: string;
  /** Below the field: another choice. */
  extra?: ReactNode;
  send: (reason: string) => Promise<Sent> | Sent;
  onClose: () => void;
  className?: string;
}

/** What `ReasonDialog` fetches. */
export function ReasonDialogRendered({
  title,
  description,
  draft: place,
  field: { label, hint, ...text },
  missing,
  confirm,
  cancel,
  extra,
  send,
  onClose,
  className,
}: ReasonDialogProps) {
  const draft = useTextDraft(place);
  const reason = draft.text;
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit() {
    if (pending) return;
    if (missing && reason.trim() === "") return setError(missing);
    setPending(true);
    const sent = await send(reason);
    setPending(false);
    setError(sent.done ? null : (sent.error ?? null));
    if (!sent.done) return;
    if (!sent.keepsDraft) draft.drop();
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={title} description={description} className={className}>
        <DialogBody>
          <Field label={label} hint={hint} error={error}>
            <Textarea
              {...text}
              value={reason}
              onChange={(event) => draft.set(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit();
              }}
            />
          </Field>
          {extra}
          <TextDraftMark draft={draft} />
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{cancel}</Button>
          </DialogClose>
          <Button variant={confirm.tone} pending={pending} onClick={() => void submit()}>
            {confirm.label}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
