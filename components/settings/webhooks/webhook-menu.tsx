"use client";

import { KeyRound, Pause, Pencil, Play, RotateCcw, Send, SkipForward, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  redeliverSinceAction,
  removeWebhookAction,
  rotateSecretAction,
  updateWebhookAction,
} from "@/app/(app)/settings/webhooks/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { orThrow } from "@/components/forms/refusal";
import { useChange } from "@/components/forms/use-change";
import { useForm } from "@/components/forms/use-form";
import { RotateSecretForm } from "@/components/keys/rotate-secret-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { Field } from "@/components/ui/controls/field";
import { SelectOne } from "@/components/ui/controls/select";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { WebhookWire } from "@/lib/webhooks/shapes";
import { useRefreshWebhooks } from "./use-webhooks";
import { SecretUse, WEBHOOK_SECRET } from "./webhook-dialog";

type Asking = "rotate" | "redeliver" | "delete" | null;

interface WebhookMenuProps {
  webhook: WebhookWire;
  onEdit: () => void;
  onTest: () => void;
}

/** What else can be done with a webhook; on a phone, the test too. */
export function WebhookMenu({ webhook, onEdit, onTest }: WebhookMenuProps) {
  const { id, name, enabled } = webhook;
  const refresh = useRefreshWebhooks();
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState<Asking>(null);
  const ask = (what: Asking) => requestAnimationFrame(() => setAsking(what));
  const dialog = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
  });

  const update = (input: Parameters<typeof updateWebhookAction>[1], said: string) =>
    void change(() => updateWebhookAction(id, input), said);

  return (
    <>
      <RowMenu name={name}>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem className="sm:hidden" onSelect={onTest}>
          <Send />
          Test
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => ask("rotate")}>
          <KeyRound />
          New secret
        </DropdownMenuItem>
        {enabled ? (
          <>
            <DropdownMenuItem onSelect={() => ask("redeliver")}>
              <RotateCcw />
              Send again
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => update({ enabled: false }, `${name} is off`)}>
              <Pause />
              Turn off
            </DropdownMenuItem>
          </>
        ) : (
          <>
            <DropdownMenuItem
              onSelect={() => update({ enabled: true }, `${name} goes on where it left off`)}
            >
              <Play />
              Go on where it left off
            </DropdownMenuItem>
            <DropdownMenuItem
              onSelect={() =>
                update({ enabled: true, start_from: "now" }, `${name} gets the events from now on`)
              }
            >
              <SkipForward />
              Start from now
            </DropdownMenuItem>
          </>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => ask("delete")}>
          <Trash2 />
          Delete
        </DropdownMenuItem>
      </RowMenu>
      <SecretDialog
        title={`New secret for ${name}`}
        secret={WEBHOOK_SECRET}
        {...dialog("rotate")}
        form={(onCreated) => (
          <RotateSecretForm
            label="Sign with the old secret too"
            hint="Until then messages carry both signatures, so that the receiver can change over without losing one."
            rotate={(input) => rotateSecretAction(id, input)}
            onCreated={onCreated}
            refresh={refresh}
          />
        )}
        use={() => <SecretUse />}
      />
      <Dialog {...dialog("redeliver")}>
        <DialogContent title={`Send again to ${name}`}>
          <RedeliverForm id={id} onClose={() => setAsking(null)} />
        </DialogContent>
      </Dialog>
      <ConfirmDialog
        {...dialog("delete")}
        title={`Delete the webhook ${name}?`}
        description="Its secrets and its log go with it. This cannot be undone."
        confirmLabel="Delete webhook"
        onConfirm={async () => {
          await orThrow(() => removeWebhookAction(id));
          await refresh();
        }}
      />
    </>
  );
}

const HOUR_S = 3_600;
const SINCE = [
  { value: "1", label: "The last hour" },
  { value: "24", label: "The last day" },
  { value: "168", label: "The last week" },
  { value: "720", label: "The last 30 days" },
];
const WHICH = [
  { value: "failed", label: "What was given up" },
  { value: "all", label: "Every event" },
] as const;

function RedeliverForm({ id, onClose }: { id: number; onClose: () => void }) {
  const refresh = useRefreshWebhooks();
  const form = useForm({
    saved: { hours: "24", which: "failed" as "failed" | "all" },
    send: ({ hours, which }) =>
      redeliverSinceAction(id, {
        since: Math.floor(Date.now() / 1000) - Number(hours) * HOUR_S,
        which,
      }),
    async onDone({ queued }) {
      toast.success(
        queued === null
          ? "Every event since then is sent again"
          : queued === 1
            ? "1 message is sent again"
            : `${queued} messages are sent again`,
      );
      await refresh();
      onClose();
    },
  });
  return (
    <DialogForm form={form} submit="Send again">
      <Field
        label="Messages"
        error={form.problems.which}
        hint="Each has the id it had, so a receiver can tell which it knows."
      >
        <SelectOne
          value={form.values.which}
          options={WHICH}
          onValueChange={(next) => form.set({ which: next })}
        />
      </Field>
      <Field label="Since" error={form.problems.since}>
        <SelectOne
          value={form.values.hours}
          options={SINCE}
          onValueChange={(next) => form.set({ hours: next })}
        />
      </Field>
    </DialogForm>
  );
}
