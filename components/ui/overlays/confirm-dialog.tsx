"use client";

import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { scrimClass } from "./menu-class";
import { OpenerProvider, OpenerTrigger, useOpener, useOverlayParts } from "./opener";
import { useReturnFocus } from "./return-focus";

type ConfirmDialogProps = {
  /** The button that asks. Leave out when `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A question: "Delete agent scout?" */
  title: string;
  /** What will happen and whether it can be undone. */
  description: ReactNode;
  /** The verb, never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** Closes when it resolves, stays open with the message when it throws. */
  onConfirm: () => void | Promise<void>;
};

export function ConfirmDialog({
  trigger,
  open: controlled,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "danger",
  onConfirm,
}: ConfirmDialogProps) {
  const [own, setOwn] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const open = controlled ?? own;

  function change(next: boolean) {
    if (pending) return;
    setError(null);
    setOwn(next);
    onOpenChange?.(next);
  }

  async function confirm() {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      setOwn(false);
      onOpenChange?.(false);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : "It did not work. Try again.");
    } finally {
      setPending(false);
    }
  }

  return (
    <OpenerProvider open={open} onOpenChange={change}>
      {trigger ? <Trigger>{trigger}</Trigger> : null}
      <Question title={title} description={description} error={error} cancelLabel={cancelLabel}>
        <Button variant={tone} pending={pending} onClick={confirm}>
          {confirmLabel}
        </Button>
      </Question>
    </OpenerProvider>
  );
}

/** The button that asks. */
function Trigger({ children }: { children: ReactNode }) {
  const { setOpen } = useOpener();
  return (
    <OpenerTrigger opens="dialog" asChild onClick={() => setOpen(true)}>
      {children}
    </OpenerTrigger>
  );
}

interface QuestionProps {
  title: string;
  description: ReactNode;
  error: string | null;
  cancelLabel: string;
  /** The button that confirms. */
  children: ReactNode;
}

function Question({ title, description, error, cancelLabel, children }: QuestionProps) {
  const { open, setOpen, contentId } = useOpener();
  const focus = useReturnFocus();
  const { parts, fetching } = useOverlayParts(open, open);
  if (!parts) return fetching;
  const { AlertDialog: Radix } = parts;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          id={contentId}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className={cn(
            "-translate-x-1/2 fixed top-[20dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-sm rounded-xl border border-line-strong bg-raised p-5 text-ink shadow-overlay outline-none",
            "data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
          )}
        >
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-ink-2 text-sm">{description}</Radix.Description>
          {error ? (
            <p role="alert" className="mt-3 text-danger text-sm">
              {error}
            </p>
          ) : null}
          <div className="mt-5 flex justify-end gap-2 max-sm:flex-col-reverse">
            <Radix.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </Radix.Cancel>
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
