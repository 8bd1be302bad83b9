"use client";

import { createProfileAction, updateProfileAction } from "@/app/(app)/profiles/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { MoneyField } from "@/components/money/money-field";
import { useProjects } from "@/components/sync/data/use-projects";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProfileWire } from "@/lib/profiles/shapes";
import { ALL_PROJECTS, NO_MODE, settingsIn, valuesOf } from "./profile-form";
import { RUNTIMES } from "./profile-words";
import { useRefreshProfiles } from "./use-profiles";

const MODES = [
  { value: NO_MODE, label: "As its worker says" },
  { value: "plan", label: "Plan only" },
  { value: "default", label: "Ask for what is not allowed" },
  { value: "dont_ask", label: "Refuse what is not allowed" },
  { value: "accept_edits", label: "Edit files without asking" },
  { value: "auto", label: "Let the program decide" },
  { value: "bypass_permissions", label: "Everything, where the worker allows that" },
];

const identifier = { autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;

interface ProfileDialogProps {
  /** Null to create one. */
  profile: ProfileWire | null;
  onClose: () => void;
}

/** What `ProfileDialog` fetches. */
export function ProfileDialogRendered({ profile, onClose }: ProfileDialogProps) {
  const refresh = useRefreshProfiles();
  const { data: projects = [] } = useProjects();
  const form = useForm({
    saved: valuesOf(profile),
    draft: { object: profile ? `profile:${profile.id}` : "new", field: "profile" },
    send(values) {
      const settings = settingsIn(values);
      if (profile) return updateProfileAction(profile, { ...settings, version: profile.version });
      const project_id = values.project === ALL_PROJECTS ? null : Number(values.project);
      return createProfileAction({ name: values.name.trim(), project_id, ...settings });
    },
    async onDone({ name }) {
      await refresh();
      toast.success(profile ? `Saved profile ${name}` : `Created profile ${name}`);
      onClose();
    },
  });
  const { problems, values } = form;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={profile ? `Edit profile ${profile.name}` : "Create profile"}
        description="How the agents that are made from it work. Those that are there stay as they are until they are renewed."
        className="sm:max-w-2xl"
      >
        <DialogForm form={form} submit={profile ? "Save" : "Create profile"}>
          {profile ? null : (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Name" error={problems.name}>
                <Input
                  {...form.text("name")}
                  {...identifier}
                  maxLength={63}
                  placeholder="coder"
                  className="font-mono"
                />
              </Field>
              <Field label="For" error={problems.project_id}>
                <SelectOne
                  value={values.project}
                  options={[
                    { value: ALL_PROJECTS, label: "Every project" },
                    ...projects.map(({ id, name }) => ({ value: String(id), label: name })),
                  ]}
                  onValueChange={(project) => form.set({ project })}
                />
              </Field>
            </div>
          )}
          <Field label="Description" error={problems.description}>
            <Input {...form.text("description")} maxLength={2_000} />
          </Field>
          <Field
            label="Role"
            error={problems.role}
            hint="What the agent is told beside its task: who it is, and how it works."
          >
            <Textarea {...form.text("role")} rows={4} maxLength={50_000} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Runtime" error={problems.runtime}>
              <SelectOne
                value={values.runtime}
                options={RUNTIMES}
                onValueChange={(runtime) => form.set({ runtime })}
              />
            </Field>
            <Field label="Model" error={problems.model}>
              <Input
                {...form.text("model")}
                {...identifier}
                maxLength={200}
                placeholder="The default"
                className="font-mono"
              />
            </Field>
            <Field
              label="Kinds of work"
              error={problems.work_types}
              hint="What it takes from the pool. Enter adds one."
            >
              <TagsInput
                value={values.work_types}
                onValueChange={(work_types) => form.set({ work_types })}
                placeholder="code, review"
              />
            </Field>
            <Field label="Capacity" error={problems.max_capacity} hint="Tasks at once, 1 to 20.">
              <Input {...form.text("max_capacity")} inputMode="numeric" maxLength={2} />
            </Field>
            <Field label="Turns at most" error={problems.max_turns}>
              <Input
                {...form.text("max_turns")}
                inputMode="numeric"
                maxLength={5}
                placeholder="No limit"
              />
            </Field>
            <Field label="Minutes at most" error={problems.timeout_seconds}>
              <Input
                {...form.text("timeout")}
                inputMode="decimal"
                maxLength={6}
                placeholder="The worker's"
              />
            </Field>
            <Field label="Permissions of its program" error={problems.permission_mode}>
              <SelectOne
                value={values.permission_mode}
                options={MODES}
                onValueChange={(permission_mode) => form.set({ permission_mode })}
              />
            </Field>
            <Field
              label="Tools that it may use"
              error={problems.allowed_tools}
              hint="One a line, such as Bash(npm test:*)."
            >
              <Textarea
                {...form.text("allowed_tools")}
                {...identifier}
                rows={1}
                placeholder="Whatever its program allows"
                className="min-h-8 font-mono text-xs pointer-coarse:text-base"
              />
            </Field>
            <MoneyField
              label="Daily budget"
              {...form.text("daily_budget_usd")}
              error={problems.daily_budget_usd}
            />
            <MoneyField label="Budget" {...form.text("budget_usd")} error={problems.budget_usd} />
          </div>
          <Checkbox
            checked={values.workshop_tools}
            onCheckedChange={(checked) => form.set({ workshop_tools: checked === true })}
            label="It leads a team: it may make agents and give them work"
            hint="With the workshop's tools, within its own rights and budget."
          />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
