"use client";

import { saveScheduleAction } from "@/app/(app)/schedules/actions";
import { CommandField } from "@/components/forms/command-field";
import { commandField, textOfCommand } from "@/components/forms/command-text";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import type { InputShapes } from "@/components/forms/workflow/input-values";
import { useReadInputs } from "@/components/forms/workflow/use-workflow-choices";
import {
  StartChoice,
  StartFields,
  startOf,
  startValuesOf,
} from "@/components/forms/workflow/workflow-start-fields";
import { useAgents } from "@/components/sync/data/use-agents";
import { useProjects } from "@/components/sync/data/use-projects";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { PRIORITY_CHOICES } from "@/components/ui/display/priority";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ScheduleWire } from "@/lib/schedules/shapes";
import type { Priority } from "@/lib/tasks/priorities";
import { SchedulePreview } from "./schedule-preview";
import { OVERLAPS } from "./schedule-words";
import { useRefreshSchedules } from "./use-schedules";

type ScheduleDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The schedule to change; null for a new one. */
  schedule: ScheduleWire | null;
};

/** What `ScheduleDialog` fetches. */
export function ScheduleDialogRendered({ open, onOpenChange, schedule }: ScheduleDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={schedule ? `Edit ${schedule.name}` : "Create schedule"}
        description="Creates a task, or starts a workflow, at each due time."
        className="sm:max-w-2xl"
      >
        <ScheduleForm schedule={schedule} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const REVIEWS = [
  { value: "policy", label: "As the project says" },
  { value: "yes", label: "Needs a verdict" },
  { value: "no", label: "Needs none" },
] as const;

const DEFAULT_PROJECT = "default";

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function valuesOf(schedule: ScheduleWire | null) {
  const template: Record<string, unknown> = schedule?.task_template ?? {};
  const text = (field: string): string => String(template[field] ?? "");
  const labels = template.labels;
  const review = template.review_required;
  return {
    name: schedule?.name ?? "",
    schedule: schedule?.schedule ?? "",
    timezone: schedule?.timezone ?? browserZone(),
    title: text("title"),
    description: text("description"),
    command: textOfCommand(template.command),
    assigned_to: text("assigned_to"),
    priority: (template.priority ?? "medium") as Priority,
    labels: Array.isArray(labels) ? labels.map(String) : [],
    review: (review === undefined ? "policy" : review ? "yes" : "no") as "policy" | "yes" | "no",
    project: schedule ? String(schedule.project_id) : DEFAULT_PROJECT,
    overlap: schedule?.overlap ?? ("skip" as ScheduleWire["overlap"]),
    ...startValuesOf(template),
  };
}

/** The template with what the form has; what the form does not show stays as it is. */
function templateOf(
  schedule: ScheduleWire | null,
  values: ReturnType<typeof valuesOf>,
  shapes: InputShapes,
) {
  const project_id =
    values.project === DEFAULT_PROJECT ? {} : { project_id: Number(values.project) };
  if (values.workflow !== "") {
    const { title, priority } = values;
    const named = title.trim() === "" ? {} : { title };
    return { ...named, priority, ...project_id, workflow: startOf(values, shapes) };
  }
  const {
    review_required: _,
    workflow: __,
    ...kept
  } = (schedule?.task_template ?? {}) as Record<string, unknown>;
  const { title, description, assigned_to, priority, labels, review, command } = values;
  return {
    ...kept,
    ...commandField(command, kept.command),
    title,
    description: description.trim() === "" ? null : description,
    assigned_to: assigned_to.trim() === "" ? null : assigned_to.trim(),
    priority,
    labels,
    ...project_id,
    ...(review === "policy" ? {} : { review_required: review === "yes" }),
  };
}

function ScheduleForm({
  schedule,
  onClose,
}: {
  schedule: ScheduleWire | null;
  onClose: () => void;
}) {
  const refresh = useRefreshSchedules();
  const projects = useProjects().data ?? [];
  const agents = useAgents().data ?? [];
  const readInputs = useReadInputs();
  const form = useForm({
    saved: valuesOf(schedule),
    draft: { object: schedule ? `schedule:${schedule.id}` : "new", field: "schedule" },
    send: async (values) =>
      saveScheduleAction(schedule?.id ?? null, {
        name: values.name,
        schedule: values.schedule,
        timezone: values.timezone,
        overlap: values.overlap,
        task_template: templateOf(schedule, values, await readInputs(values.workflow)),
      }),
    async onDone({ name }) {
      await refresh();
      toast.success(schedule ? `Changed ${name}` : `Created ${name}`);
      onClose();
    },
  });
  const { problems, values } = form;
  const isTask = values.workflow === "";
  return (
    <DialogForm form={form} submit={schedule ? "Save" : "Create schedule"}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={problems.name}>
          <Input
            {...form.text("name")}
            maxLength={100}
            autoComplete="off"
            placeholder="daily-report"
          />
        </Field>
        <Field label="Project" error={problems["task_template.project_id"]}>
          <SelectOne
            value={values.project}
            options={[
              ...(schedule ? [] : [{ value: DEFAULT_PROJECT, label: "Default project" }]),
              ...projects.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onValueChange={(project) => form.set({ project })}
          />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-[1fr_14rem]">
        <Field label="When" error={problems.schedule} hint="In words or as cron.">
          <Input
            {...form.text("schedule")}
            maxLength={256}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="every weekday at 9am"
          />
        </Field>
        <Field label="Time zone" error={problems.timezone}>
          <Input
            {...form.text("timezone")}
            list="time-zones"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <datalist id="time-zones">
          {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <SchedulePreview input={values.schedule} timezone={values.timezone} />
      <StartChoice
        value={values.workflow}
        error={problems["task_template.workflow.name"]}
        onChange={form.set}
      />
      <Field
        label={isTask ? "Title of the task" : "Title of the run"}
        error={problems["task_template.title"]}
        hint="The date is added to it."
      >
        <Input
          {...form.text("title")}
          maxLength={480}
          placeholder="Generate daily standup report"
        />
      </Field>
      {isTask ? (
        <Field label="Description" error={problems["task_template.description"]}>
          <Textarea {...form.text("description")} rows={3} />
        </Field>
      ) : (
        <StartFields values={values} onChange={form.set} problems={problems} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {isTask ? (
          <>
            <Field
              label="Agent"
              error={problems["task_template.assigned_to"]}
              hint="Empty: whoever polls."
            >
              <Input {...form.text("assigned_to")} list="schedule-agents" autoComplete="off" />
            </Field>
            <datalist id="schedule-agents">
              {agents.map(({ id, name }) => (
                <option key={id} value={name} />
              ))}
            </datalist>
          </>
        ) : null}
        <Field label="Priority" error={problems["task_template.priority"]}>
          <SelectOne
            value={values.priority}
            options={PRIORITY_CHOICES}
            onValueChange={(priority) => form.set({ priority })}
          />
        </Field>
        {isTask ? (
          <Field label="Review">
            <SelectOne
              value={values.review}
              options={REVIEWS}
              onValueChange={(review) => form.set({ review })}
            />
          </Field>
        ) : null}
        <Field
          label={isTask ? "While the last task is open" : "While the last run goes on"}
          error={problems.overlap}
        >
          <SelectOne
            value={values.overlap}
            options={OVERLAPS}
            onValueChange={(overlap) => form.set({ overlap })}
          />
        </Field>
      </div>
      {isTask ? (
        <CommandField {...form.text("command")} error={problems["task_template.command"]} />
      ) : null}
      {isTask ? (
        <Field label="Labels" error={problems["task_template.labels"]} hint="Enter adds one.">
          <TagsInput value={values.labels} onValueChange={(labels) => form.set({ labels })} />
        </Field>
      ) : null}
    </DialogForm>
  );
}
