"use client";

import { useState } from "react";
import { createProjectAction } from "@/app/(app)/settings/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { dollarsOf, MoneyField, typedDollars } from "@/components/money/money-field";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";
import { type ProjectConflict, saveProject } from "./save-project";

type ProjectDialogProps = {
  /** The project to edit, or null to create one. */
  project: ProjectWire | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** What `ProjectDialog` fetches. */
export function ProjectDialogRendered({ project, open, onOpenChange }: ProjectDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={project ? `Edit ${project.name}` : "Create project"}>
        <ProjectForm project={project} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type Policy = ProjectWire["review_policy"];

const POLICIES: { value: Policy; label: string; meaning: string }[] = [
  {
    value: "required",
    label: "By default",
    meaning: "Tasks made here and over the API need a verdict; tickets of agents do not.",
  },
  { value: "always", label: "Always", meaning: "Everything needs a verdict before it is done." },
  {
    value: "never",
    label: "Never",
    meaning: "Nothing needs a verdict, unless the task itself asks for one.",
  },
];

const NAMES = {
  name: "the name",
  ticket_prefix: "the ticket prefix",
  description: "the description",
  review_policy: "the review",
  auto_triage: "auto-triage",
  daily_budget_usd: "the daily budget",
  budget_usd: "the budget",
} as const;

const wordsFor = (name: string) =>
  Object.entries(NAMES).find(([field]) => field === name)?.[1] ?? name;

const valuesOf = (project: ProjectWire | null) => ({
  name: project?.name ?? "",
  ticket_prefix: project?.ticket_prefix ?? "",
  description: project?.description ?? "",
  review_policy: project?.review_policy ?? "required",
  auto_triage: project?.auto_triage ?? false,
  daily_budget_usd: typedDollars(project?.daily_budget_usd ?? null),
  budget_usd: typedDollars(project?.budget_usd ?? null),
});

type Values = ReturnType<typeof valuesOf>;

/** What the API takes of these fields. */
function inputOf<T extends Partial<Values>>(values: T) {
  const { description, daily_budget_usd, budget_usd, ...rest } = values;
  return {
    ...rest,
    ...(description === undefined ? {} : { description: description.trim() || null }),
    ...(daily_budget_usd === undefined ? {} : { daily_budget_usd: dollarsOf(daily_budget_usd) }),
    ...(budget_usd === undefined ? {} : { budget_usd: dollarsOf(budget_usd) }),
  };
}

function ProjectForm({ project, onClose }: { project: ProjectWire | null; onClose: () => void }) {
  const refresh = useRefreshSettings();
  const [conflict, setConflict] = useState<ProjectConflict | null>(null);
  // After a conflict the user has seen what the others saved: saving again is meant to replace it.
  const seen = conflict?.project ?? project;
  const form = useForm({
    saved: valuesOf(seen),
    draft: { object: project ? `project:${project.id}` : "new", field: "project" },
    send(values, changes) {
      if (!seen) return createProjectAction(inputOf(values));
      return saveProject({ seen, change: inputOf(changes), onConflict: setConflict });
    },
    async onDone(saved) {
      await refresh();
      toast.success(project ? `Saved ${saved.name}` : `Created ${saved.name}`);
      onClose();
    },
  });
  const { problems } = form;
  const { ticket_prefix: prefix, review_policy: policy } = form.values;
  const hasTickets = (project?.tasks?.total ?? 0) > 0;
  return (
    <DialogForm
      form={form}
      names={NAMES}
      status={
        conflict ? (
          <p role="alert" className="rounded-md bg-warning/10 px-3 py-2 text-sm">
            {conflict.by} changed {conflict.fields.map((name) => wordsFor(name)).join(", ")} while
            you were typing. Nothing is saved yet.
          </p>
        ) : undefined
      }
      submit={conflict ? "Save mine" : project ? "Save" : "Create project"}
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <Field label="Name" error={problems.name}>
          <Input {...form.text("name")} maxLength={100} autoComplete="off" />
        </Field>
        <Field
          label="Ticket prefix"
          error={problems.ticket_prefix}
          hint={hasTickets ? "Fixed: there are tickets." : `${prefix.trim() || "myapp"}-001`}
        >
          <Input
            {...form.text("ticket_prefix")}
            disabled={hasTickets}
            maxLength={20}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </div>
      <Field label="Description" error={problems.description}>
        <Textarea {...form.text("description")} maxLength={2000} rows={2} />
      </Field>
      <Field
        label="Review"
        error={problems.review_policy}
        hint={POLICIES.find(({ value }) => value === policy)?.meaning}
      >
        <SelectOne
          value={policy}
          options={POLICIES}
          onValueChange={(review_policy) => form.set({ review_policy })}
        />
      </Field>
      <Checkbox
        checked={form.values.auto_triage}
        onCheckedChange={(checked) => form.set({ auto_triage: checked === true })}
        label="Auto-triage: inbox tasks find their agent by themselves"
        hint="Each goes to the agent whose capabilities, role and load fit it best, with the reason on the task. What fits nobody stays in the inbox."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          label="Daily budget"
          {...form.text("daily_budget_usd")}
          error={problems.daily_budget_usd}
          hint="For what Baton sends to agents, on a day in UTC."
        />
        <MoneyField
          label="Budget"
          {...form.text("budget_usd")}
          error={problems.budget_usd}
          hint="In all."
        />
      </div>
    </DialogForm>
  );
}
