"use client";

import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { type InputShapes, type InputTexts, textsOf, valuesOf } from "./input-values";
import { useWorkflowInputs, useWorkflowNames } from "./use-workflow-choices";
import { WorkflowInputFields } from "./workflow-input-fields";

/** What a form holds of the workflow that a template starts. An empty name stands for a task in its place. */
export interface StartValues {
  workflow: string;
  inputs: InputTexts;
  runner: string;
}

interface StoredStart {
  name?: unknown;
  inputs?: unknown;
  agent?: unknown;
}

/** The fields of a form for a stored template. */
export function startValuesOf(template: Record<string, unknown>): StartValues {
  const { name = "", inputs, agent = "" } = (template.workflow ?? {}) as StoredStart;
  return { workflow: String(name), inputs: textsOf(inputs), runner: String(agent) };
}

/** The `workflow` of a template, from the fields of a form. */
export function startOf({ workflow, inputs, runner }: StartValues, shapes: InputShapes) {
  return {
    name: workflow,
    inputs: valuesOf(inputs, shapes),
    ...(runner.trim() === "" ? {} : { agent: runner.trim() }),
  };
}

const TASK = "\u0000task";

/** Chooses between a task and a workflow to start. */
export function StartChoice({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (change: StartValues) => void;
  error: string | undefined;
}) {
  const names = useWorkflowNames().data ?? [];
  const known = value === "" || names.includes(value) ? names : [value, ...names];
  return (
    <Field label="Creates" error={error}>
      <SelectOne
        value={value === "" ? TASK : value}
        options={[
          { value: TASK, label: "A task" },
          ...known.map((name) => ({ value: name, label: `A run of ${name}` })),
        ]}
        onValueChange={(next) =>
          onChange({ workflow: next === TASK ? "" : next, inputs: {}, runner: "" })
        }
      />
    </Field>
  );
}

/** The inputs of the chosen workflow, and who works on its stages. */
export function StartFields({
  values,
  onChange,
  problems,
  placeholders = false,
}: {
  values: StartValues;
  onChange: (change: Partial<StartValues>) => void;
  /** What is wrong, by field of the call. */
  problems: Readonly<Record<string, string>>;
  placeholders?: boolean;
}) {
  const inputs = useWorkflowInputs(values.workflow).data ?? {};
  const named = Object.keys(inputs).map((name) => [
    name,
    problems[`task_template.workflow.inputs.${name}`],
  ]);
  return (
    <>
      <WorkflowInputFields
        inputs={inputs}
        values={values.inputs}
        problems={Object.fromEntries(named)}
        placeholders={placeholders}
        onChange={(next) => onChange({ inputs: next })}
      />
      <Field
        label="Agent of the stages that name nobody"
        error={problems["task_template.workflow.agent"]}
        hint="Empty: whoever polls."
      >
        <Input
          value={values.runner}
          autoComplete="off"
          onChange={(event) => onChange({ runner: event.target.value })}
        />
      </Field>
    </>
  );
}
