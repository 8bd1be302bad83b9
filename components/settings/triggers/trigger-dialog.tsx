"use client";

import { useState } from "react";
import { createTriggerAction, updateTriggerAction } from "@/app/(app)/settings/triggers/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { useReadInputs } from "@/components/forms/workflow/use-workflow-choices";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";
import type { TriggerWire } from "@/lib/triggers/shapes";
import { MatchFields, TemplateFields } from "./trigger-fields";
import {
  changeFrom,
  DEFAULT_PROJECT,
  OCCASIONS,
  type Occasion,
  startFor,
  triggerFrom,
  valuesOf,
} from "./trigger-form";
import { useRefreshTriggers } from "./use-triggers";

interface Opened {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What the secret dialogs of triggers say of it. */
export const TRIGGER_SECRET = {
  name: "secret",
  kept: "Baton keeps it encrypted, to check signatures with",
};

/** Where the hook's address and its secret go. */
export function HookUse({ url, isGithub }: { url: string | null; isGithub: boolean }) {
  return (
    <>
      {url === null ? null : (
        <div className="flex items-center gap-2 rounded-md border bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 break-all font-mono text-xs">{url}</code>
          <CopyButton value={url} label="Copy address" withLabel />
        </div>
      )}
      <p className="text-ink-2 text-sm">
        {isGithub ? (
          <>
            In the repository’s settings, under Webhooks, give GitHub the address as Payload URL and
            the secret, and choose <code className="font-mono text-xs">application/json</code>.
          </>
        ) : (
          <>
            Messages to the address are signed with the secret by Standard Webhooks, in the headers{" "}
            <code className="font-mono text-xs">webhook-id</code>,{" "}
            <code className="font-mono text-xs">webhook-timestamp</code> and{" "}
            <code className="font-mono text-xs">webhook-signature</code>.
          </>
        )}
      </p>
    </>
  );
}

/** Makes a trigger; for a hook it shows the address and the secret, this once. */
export function CreateTriggerDialog({
  projects,
  ...dialog
}: Opened & { projects: readonly ProjectWire[] }) {
  const [made, setMade] = useState<TriggerWire | null>(null);
  return (
    <SecretDialog
      title="Create a trigger"
      secret={TRIGGER_SECRET}
      {...dialog}
      form={(onCreated) => (
        <CreateForm
          projects={projects}
          onCreated={(trigger, secret) => {
            setMade(trigger);
            if (secret !== null) return onCreated(secret);
            toast.success(`${trigger.name} watches from now on`);
            dialog.onOpenChange(false);
          }}
        />
      )}
      use={() => <HookUse url={made?.url ?? null} isGithub={made?.preset != null} />}
    />
  );
}

function CreateForm({
  projects,
  onCreated,
}: {
  projects: readonly ProjectWire[];
  onCreated: (trigger: TriggerWire, secret: string | null) => void;
}) {
  const refresh = useRefreshTriggers();
  const readInputs = useReadInputs();
  const form = useForm({
    saved: valuesOf(null),
    send: async (values) =>
      createTriggerAction(triggerFrom(values, await readInputs(values.workflow))),
    async onDone({ trigger, secret }) {
      onCreated(trigger, secret);
      await refresh();
    },
  });
  const { values, problems } = form;

  /** The texts follow what it fires on as long as they are the ones it began with. */
  function choose(occasion: Occasion) {
    const before = startFor(values.occasion);
    const isUntouched = values.title === before.title && values.description === before.description;
    form.set({ occasion, ...(isUntouched ? startFor(occasion) : {}) });
  }

  return (
    <DialogForm form={form} submit="Create trigger">
      <Field label="Fires when" error={problems.kind}>
        <SelectOne value={values.occasion} options={OCCASIONS} onValueChange={choose} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={problems.name}>
          <Input {...form.text("name")} maxLength={100} autoComplete="off" placeholder="bugs" />
        </Field>
        <Field
          label="Project"
          error={problems["task_template.project_id"] ?? problems.project_id}
          hint="Its tasks are created here."
        >
          <SelectOne
            value={values.project}
            options={[
              { value: DEFAULT_PROJECT, label: "Default project" },
              ...projects
                .filter(({ archived_at }) => archived_at === null)
                .map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onValueChange={(project) => form.set({ project })}
          />
        </Field>
      </div>
      <MatchFields form={form} />
      <TemplateFields form={form} />
    </DialogForm>
  );
}

/** Changes a trigger; what it is about and its project stay. */
export function EditTriggerDialog({ trigger, ...dialog }: Opened & { trigger: TriggerWire }) {
  return (
    <Dialog {...dialog}>
      <DialogContent title={`Edit ${trigger.name}`} className="sm:max-w-2xl">
        <EditForm trigger={trigger} onClose={() => dialog.onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ trigger, onClose }: { trigger: TriggerWire; onClose: () => void }) {
  const refresh = useRefreshTriggers();
  const readInputs = useReadInputs();
  const form = useForm({
    saved: valuesOf(trigger),
    send: async (values) =>
      updateTriggerAction(
        trigger.id,
        changeFrom(values, trigger, await readInputs(values.workflow)),
      ),
    async onDone({ name }) {
      toast.success(`${name} is saved`);
      await refresh();
      onClose();
    },
  });
  return (
    <DialogForm form={form} submit="Save" mustChange>
      <Field label="Name" error={form.problems.name}>
        <Input {...form.text("name")} maxLength={100} autoComplete="off" />
      </Field>
      <MatchFields form={form} />
      <TemplateFields form={form} />
    </DialogForm>
  );
}
