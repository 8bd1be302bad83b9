"use client";

import type { ComponentProps } from "react";
import { createWebhookAction, updateWebhookAction } from "@/app/(app)/settings/webhooks/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";
import type { WebhookWire } from "@/lib/webhooks/shapes";
import { useRefreshWebhooks } from "./use-webhooks";

interface Opened {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What the secret dialogs of webhooks say of it. */
export const WEBHOOK_SECRET = {
  name: "secret",
  kept: "Baton keeps it encrypted, to sign messages with",
};

/** Where the receiver's author finds how to check a signature. */
export function SecretUse() {
  return (
    <p className="text-ink-2 text-sm">
      The receiver checks the header <code className="font-mono text-xs">webhook-signature</code>{" "}
      with it, by Standard Webhooks.
    </p>
  );
}

/** Makes a webhook and shows its secret, this once. */
export function CreateWebhookDialog({
  projects,
  ...dialog
}: Opened & { projects: readonly ProjectWire[] }) {
  return (
    <SecretDialog
      title="Create a webhook"
      secret={WEBHOOK_SECRET}
      {...dialog}
      form={(onCreated) => <CreateForm projects={projects} onCreated={onCreated} />}
      use={() => <SecretUse />}
    />
  );
}

const EVERY_PROJECT = "every";

function CreateForm({
  projects,
  onCreated,
}: {
  projects: readonly ProjectWire[];
  onCreated: (secret: string) => void;
}) {
  const refresh = useRefreshWebhooks();
  const form = useForm({
    saved: { name: "", url: "", scope: "all", types: [] as string[], project: EVERY_PROJECT },
    send: ({ name, url, scope, types, project }) =>
      createWebhookAction({
        name,
        url,
        events: scope === "all" ? ["*"] : types,
        project_id: project === EVERY_PROJECT ? null : Number(project),
      }),
    async onDone({ secret }) {
      onCreated(secret);
      await refresh();
    },
  });
  const { project } = form.values;
  return (
    <DialogForm form={form} submit="Create webhook">
      <WebhookFields form={form} />
      <Field
        label="Project"
        error={form.problems.project_id}
        hint="With a project, only its events are sent. It cannot be changed later."
      >
        <SelectOne
          value={project}
          options={[
            { value: EVERY_PROJECT, label: "Every project" },
            ...projects
              .filter(({ archived_at }) => archived_at === null)
              .map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onValueChange={(next) => form.set({ project: next })}
        />
      </Field>
    </DialogForm>
  );
}

/** Changes the name, the address and the subscription of a webhook. */
export function EditWebhookDialog({ webhook, ...dialog }: Opened & { webhook: WebhookWire }) {
  return (
    <Dialog {...dialog}>
      <DialogContent title={`Edit ${webhook.name}`}>
        <EditForm webhook={webhook} onClose={() => dialog.onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ webhook, onClose }: { webhook: WebhookWire; onClose: () => void }) {
  const refresh = useRefreshWebhooks();
  const { id, name, url, events } = webhook;
  const isAll = events.length === 1 && events[0] === "*";
  const form = useForm({
    saved: { name, url, scope: isAll ? "all" : "chosen", types: isAll ? [] : events },
    send: (values, changes) =>
      updateWebhookAction(id, {
        name: changes.name,
        url: changes.url,
        ...(changes.scope !== undefined || changes.types !== undefined
          ? { events: values.scope === "all" ? ["*"] : values.types }
          : {}),
      }),
    async onDone(saved) {
      toast.success(`${saved.name} is saved`);
      await refresh();
      onClose();
    },
  });
  return (
    <DialogForm form={form} submit="Save" mustChange names={NAMES}>
      <WebhookFields form={form} />
    </DialogForm>
  );
}

const NAMES = { name: "the name", url: "the address", scope: "the events", types: "the events" };

const SCOPES = [
  { value: "all", label: "Everything" },
  { value: "chosen", label: "Chosen types" },
];

interface FieldValues {
  name: string;
  url: string;
  scope: string;
  types: string[];
}

function WebhookFields({
  form,
}: {
  form: {
    values: FieldValues;
    problems: Record<string, string>;
    text: (name: "name" | "url") => Pick<ComponentProps<typeof Input>, "value" | "onChange">;
    set: (change: Partial<FieldValues>) => void;
  };
}) {
  const { scope, types } = form.values;
  const { problems } = form;
  return (
    <>
      <Field label="Name" error={problems.name}>
        <Input {...form.text("name")} maxLength={100} autoComplete="off" />
      </Field>
      <Field label="Address" error={problems.url} hint="A public https or http address.">
        <Input
          {...form.text("url")}
          inputMode="url"
          autoComplete="off"
          placeholder="https://example.com/hook"
        />
      </Field>
      <Field
        label="Events"
        error={scope === "all" ? problems.events : undefined}
        hint={scope === "all" ? "All but sign-ins, users, keys, settings and webhooks." : undefined}
      >
        <SelectOne
          value={scope}
          options={SCOPES}
          onValueChange={(next) => form.set({ scope: next })}
        />
      </Field>
      {scope === "chosen" ? (
        <Field
          label="Types"
          error={problems.events}
          hint="Types such as task.completed, or task, review, run, agent, project, runtime, auth, settings, webhook for all of a kind."
        >
          <TagsInput
            value={types}
            onValueChange={(next) => form.set({ types: next })}
            placeholder="task.completed"
          />
        </Field>
      ) : null}
    </>
  );
}
