"use client";

import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import type { ActionResult } from "@/lib/api/action";
import type { ProjectWire } from "@/lib/projects/schema";

/** One choice of what a key may do. */
interface Access {
  value: string;
  label: string;
  meaning: string;
}

/** What a new key is to be, in the words of the API. */
interface NewKey {
  name: string;
  project_id: number | null;
  expires_in_days: number | null;
}

interface KeyFormProps<A extends Access> {
  start: { name: string; access: A["value"] };
  access: {
    label: string;
    /** The field by which the server refers to it. */
    field: "role" | "scopes";
    choices: readonly A[];
  };
  projects: readonly ProjectWire[];
  send: (key: NewKey, access: A) => Promise<ActionResult<{ secret: string }>>;
  onCreated: (secret: string) => void | Promise<void>;
}

const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

const EVERY_PROJECT = "every";

/** Asks what a new API key is called, what it may do, where, and for how long. The form of a `SecretDialog`. */
export function KeyForm<A extends Access>({
  start,
  access: { label, field, choices },
  projects,
  send,
  onCreated,
}: KeyFormProps<A>) {
  const choiceOf = (access: string) => choices.find(({ value }) => value === access) as A;
  const form = useForm({
    saved: { ...start, project: EVERY_PROJECT, lifetime: "never" },
    send: ({ name, access, project, lifetime }) =>
      send(
        {
          name,
          project_id: project === EVERY_PROJECT ? null : Number(project),
          expires_in_days: lifetime === "never" ? null : Number(lifetime),
        },
        choiceOf(access),
      ),
    onDone: ({ secret }) => onCreated(secret),
  });
  const { problems } = form;
  const { access, project, lifetime } = form.values;
  return (
    <DialogForm form={form} submit="Create key">
      <Field
        label="Name"
        error={problems.name}
        hint="Where it will be used: a machine, a repository."
      >
        <Input {...form.text("name")} maxLength={100} autoComplete="off" placeholder="laptop" />
      </Field>
      <Field label={label} error={problems[field]} hint={choiceOf(access).meaning}>
        <SelectOne
          value={access}
          options={choices}
          onValueChange={(next) => form.set({ access: next })}
        />
      </Field>
      <Field
        label="Project"
        error={problems.project_id}
        hint={
          project === EVERY_PROJECT
            ? "Reaches every project, also those made later."
            : "Sees and touches nothing of any other project."
        }
      >
        <SelectOne
          value={project}
          options={[{ value: EVERY_PROJECT, label: "Every project" }, ...projects.map(optionOf)]}
          onValueChange={(next) => form.set({ project: next })}
        />
      </Field>
      <Field label="Expires" error={problems.expires_in_days}>
        <SelectOne
          value={lifetime}
          options={LIFETIMES}
          onValueChange={(next) => form.set({ lifetime: next })}
        />
      </Field>
    </DialogForm>
  );
}

const optionOf = ({ id, name, ticket_prefix }: ProjectWire) => ({
  value: String(id),
  label: (
    <>
      {name}
      <span className="font-mono text-ink-3 text-xs">{ticket_prefix}</span>
    </>
  ),
});
