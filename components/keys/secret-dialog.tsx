"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { CopyButton } from "@/components/ui/controls/copy-button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";

type SecretDialogProps = {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What it is, and what Baton keeps of it. */
  secret?: { name: string; kept: string };
  /** The form that makes the key. */
  form: (onCreated: (secret: string) => void) => ReactNode;
  /** How to use it, under the key itself. */
  use: (secret: string) => ReactNode;
};

const KEY = { name: "key", kept: "Baton keeps only its hash" };

/** Creates a key or another secret, then shows it this once. */
export function SecretDialog({
  title,
  open,
  onOpenChange,
  secret: { name, kept } = KEY,
  form,
  use,
}: SecretDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) setSecret(null);
      }}
    >
      {secret === null ? (
        <DialogContent title={title}>{form(setSecret)}</DialogContent>
      ) : (
        <DialogContent
          title={`Copy the ${name} now`}
          description={`It is not shown again: ${kept}.`}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <DialogBody className="flex flex-col gap-4">
            <div className="flex items-center gap-2 rounded-md border bg-sunken py-1.5 pr-1.5 pl-3">
              <code className="min-w-0 flex-1 break-all font-mono text-xs">{secret}</code>
              <CopyButton value={secret} label={`Copy ${name}`} withLabel variant="primary" />
            </div>
            {use(secret)}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>I have copied it</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
