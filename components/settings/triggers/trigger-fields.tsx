"use client";

import type { ComponentProps } from "react";
import { CommandField } from "@/components/forms/command-field";
import { StartChoice, StartFields } from "@/components/forms/workflow/workflow-start-fields";
import { useAgents } from "@/components/sync/data/use-agents";
import { Choices } from "@/components/ui/controls/choices";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { PRIORITY_CHOICES } from "@/components/ui/display/priority";
import { STATUS, TASK_STATUSES } from "@/components/ui/display/status";
import { isPreset, type TriggerValues } from "./trigger-form";

type TextName = {
  [K in keyof TriggerValues]: TriggerValues[K] extends string ? K : never;
}[keyof TriggerValues];

export interface TriggerFieldsProps {
  form: {
    values: TriggerValues;
    problems: Record<string, string>;
    text: (
      name: TextName,
    ) => Pick<ComponentProps<typeof Input> & ComponentProps<typeof Textarea>, "value" | "onChange">;
    set: (change: Partial<TriggerValues>) => void;
  };
}

const WATCHED = [
  { value: "own", label: "The project of the tasks" },
  { value: "every", label: "Every project" },
] as const;

/** What a trigger fires on, by its kind. */
export function MatchFields({ form }: TriggerFieldsProps) {
  const { values, problems, text, set } = form;
  const { occasion } = values;
  if (occasion === "webhook") return null;
  if (isPreset(occasion))
    return (
      <Field
        label="Repository"
        error={problems["match.repository"]}
        hint="Empty: whichever repository sends."
      >
        <Input
          {...text("repository")}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="owner/name"
        />
      </Field>
    );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {occasion === "status" ? (
        <div className="sm:col-span-2">
          <Choices
            label="Statuses"
            error={problems["match.status"]}
            options={TASK_STATUSES.map((status) => ({
              value: status,
              label: STATUS[status].label,
            }))}
            value={values.statuses}
            onValueChange={(statuses) => set({ statuses })}
          />
        </div>
      ) : null}
      {occasion === "budget" ? (
        <Field label="Percent of the budget" error={problems["match.percent"]}>
          <Input {...text("percent")} inputMode="decimal" autoComplete="off" />
        </Field>
      ) : (
        <Field
          label="Only tasks with these labels"
          error={problems["match.labels"]}
          hint="Empty: all tasks."
        >
          <TagsInput
            value={values.with_labels}
            onValueChange={(with_labels) => set({ with_labels })}
          />
        </Field>
      )}
      <Field label="Watches" error={problems["match.project_id"]}>
        <SelectOne
          value={values.watched}
          options={WATCHED}
          onValueChange={(watched) => set({ watched })}
        />
      </Field>
    </div>
  );
}

/** The task that a trigger creates, or the workflow that it starts. */
export function TemplateFields({ form }: TriggerFieldsProps) {
  const { values, problems, text, set } = form;
  const agents = useAgents().data ?? [];
  const isTask = values.workflow === "";
  return (
    <>
      <StartChoice
        value={values.workflow}
        error={problems["task_template.workflow.name"]}
        onChange={set}
      />
      <Field
        label={isTask ? "Title of the task" : "Title of the run"}
        error={problems["task_template.title"]}
        hint="{{path.to.field}} stands for what fired it."
      >
        <Input {...text("title")} maxLength={500} autoComplete="off" />
      </Field>
      {isTask ? (
        <Field
          label="Description"
          error={problems["task_template.description"]}
          hint="Text that comes from outside is quoted, so that agents read it as material."
        >
          <Textarea {...text("description")} rows={4} />
        </Field>
      ) : (
        <StartFields values={values} onChange={set} problems={problems} placeholders />
      )}
      {isTask ? (
        <CommandField
          {...text("command")}
          hint="Empty: an agent does it. A worker started with --commands runs it, as its own user. It takes no placeholders."
          error={
            problems["task_template.command"] ??
            problems["task_template.command.run"] ??
            problems["task_template.command.script"]
          }
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {isTask ? (
          <>
            <Field
              label="Agent"
              error={problems["task_template.assigned_to"]}
              hint="Empty: whoever polls."
            >
              <Input {...text("assigned_to")} list="trigger-agents" autoComplete="off" />
            </Field>
            <datalist id="trigger-agents">
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
            onValueChange={(priority) => set({ priority })}
          />
        </Field>
        {isTask ? (
          <Field label="Labels" error={problems["task_template.labels"]} hint="Enter adds one.">
            <TagsInput value={values.labels} onValueChange={(labels) => set({ labels })} />
          </Field>
        ) : null}
        <Field
          label={isTask ? "Tasks in an hour at most" : "Runs in an hour at most"}
          error={problems.max_per_hour}
          hint="Empty: as many as come."
        >
          <Input {...text("max_per_hour")} inputMode="numeric" autoComplete="off" />
        </Field>
      </div>
    </>
  );
}
