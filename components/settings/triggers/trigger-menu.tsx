"use client";

import { Ellipsis, FlaskConical, KeyRound, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  pauseTriggerAction,
  removeTriggerAction,
  rotateTriggerSecretAction,
} from "@/app/(app)/settings/triggers/actions";
import { callAction } from "@/components/forms/call-action";
import { DialogForm } from "@/components/forms/dialog-form";
import { orThrow, sayFailed } from "@/components/forms/refusal";
import { useForm } from "@/components/forms/use-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Field } from "@/components/ui/controls/field";
import { SelectOne } from "@/components/ui/controls/select";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { TriggerWire } from "@/lib/triggers/shapes";
import { HookUse, TRIGGER_SECRET } from "./trigger-dialog";
import { useRefreshTriggers } from "./use-triggers";

type Asking = "rotate" | "delete" | null;

interface TriggerMenuProps {
  trigger: TriggerWire;
  onEdit: () => void;
  onTest: () => void;
}

/** What else can be done with a trigger; on a phone, the test too. */
export function TriggerMenu({ trigger, onEdit, onTest }: TriggerMenuProps) {
  const { id, name, paused, url, preset } = trigger;
  const refresh = useRefreshTriggers();
  const [asking, setAsking] = useState<Asking>(null);
  const ask = (what: Asking) => requestAnimationFrame(() => setAsking(what));
  const dialog = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
  });

  async function pause(next: boolean) {
    const answer = await callAction(() => pauseTriggerAction(id, next));
    if (!answer.ok) return sayFailed(answer, () => void pause(next));
    toast.success(next ? `${name} is paused` : `${name} fires again`);
    await refresh();
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for ${name}`}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis className="size-4" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
            <Pencil />
            Edit
          </DropdownMenuItem>
          <DropdownMenuItem className="sm:hidden" onSelect={() => requestAnimationFrame(onTest)}>
            <FlaskConical />
            Test
          </DropdownMenuItem>
          {url === null ? null : (
            <DropdownMenuItem onSelect={() => ask("rotate")}>
              <KeyRound />
              New secret
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => void pause(!paused)}>
            {paused ? <Play /> : <Pause />}
            {paused ? "Resume" : "Pause"}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem tone="danger" onSelect={() => ask("delete")}>
            <Trash2 />
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <SecretDialog
        title={`New secret for ${name}`}
        secret={TRIGGER_SECRET}
        {...dialog("rotate")}
        form={(onCreated) => <RotateForm id={id} onCreated={onCreated} />}
        use={() => <HookUse url={url} isGithub={preset !== null} />}
      />
      <ConfirmDialog
        {...dialog("delete")}
        title={`Delete the trigger ${name}?`}
        description="Its address, its secrets and its log go with it; its tasks stay. This cannot be undone."
        confirmLabel="Delete trigger"
        onConfirm={async () => {
          await orThrow(() => removeTriggerAction(id));
          await refresh();
        }}
      />
    </>
  );
}

const KEPT = [
  { value: "0", label: "Not at all" },
  { value: "1", label: "For an hour" },
  { value: "24", label: "For a day" },
  { value: "168", label: "For a week" },
];

function RotateForm({ id, onCreated }: { id: number; onCreated: (secret: string) => void }) {
  const refresh = useRefreshTriggers();
  const form = useForm({
    saved: { keep_old_hours: "24" },
    send: ({ keep_old_hours }) =>
      rotateTriggerSecretAction(id, { keep_old_hours: Number(keep_old_hours) }),
    async onDone({ secret }) {
      onCreated(secret);
      await refresh();
    },
  });
  return (
    <DialogForm form={form} submit="Make a new secret">
      <Field
        label="Accept the old secret too"
        error={form.problems.keep_old_hours}
        hint="Until then the sender may sign with either, so that it can change over without losing a message."
      >
        <SelectOne
          value={form.values.keep_old_hours}
          options={KEPT}
          onValueChange={(next) => form.set({ keep_old_hours: next })}
        />
      </Field>
    </DialogForm>
  );
}
