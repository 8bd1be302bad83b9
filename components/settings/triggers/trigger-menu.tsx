"use client";

import { FlaskConical, KeyRound, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  pauseTriggerAction,
  removeTriggerAction,
  rotateTriggerSecretAction,
} from "@/app/(app)/settings/triggers/actions";
import { orThrow } from "@/components/forms/refusal";
import { useChange } from "@/components/forms/use-change";
import { RotateSecretForm } from "@/components/keys/rotate-secret-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
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
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState<Asking>(null);
  const ask = (what: Asking) => requestAnimationFrame(() => setAsking(what));
  const dialog = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
  });

  return (
    <>
      <RowMenu name={name}>
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
        <DropdownMenuItem
          onSelect={() =>
            void change(
              () => pauseTriggerAction(id, !paused),
              paused ? `${name} fires again` : `${name} is paused`,
            )
          }
        >
          {paused ? <Play /> : <Pause />}
          {paused ? "Resume" : "Pause"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => ask("delete")}>
          <Trash2 />
          Delete
        </DropdownMenuItem>
      </RowMenu>
      <SecretDialog
        title={`New secret for ${name}`}
        secret={TRIGGER_SECRET}
        {...dialog("rotate")}
        form={(onCreated) => (
          <RotateSecretForm
            label="Accept the old secret too"
            hint="Until then the sender may sign with either, so that it can change over without losing a message."
            rotate={(input) => rotateTriggerSecretAction(id, input)}
            onCreated={onCreated}
            refresh={refresh}
          />
        )}
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
