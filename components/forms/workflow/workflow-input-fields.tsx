"use client";

import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import type { InputShape, InputShapes, InputTexts } from "./input-values";

interface WorkflowInputFieldsProps {
  inputs: InputShapes;
  values: InputTexts;
  onChange: (values: InputTexts) => void;
  /** What is wrong, by the name of the input. */
  problems: Readonly<Record<string, string | undefined>>;
  /** Whether a value may be a text that stands for another one, so that every input is a field to write in. */
  placeholders?: boolean;
}

/** The inputs of a workflow as fields by their types. */
export function WorkflowInputFields({
  inputs,
  values,
  onChange,
  problems,
  placeholders = false,
}: WorkflowInputFieldsProps) {
  return Object.entries(inputs).map(([name, input]) => (
    <Field
      key={name}
      label={name}
      error={problems[name]}
      hint={hintOf(input)}
      required={input.required === true && input.default === undefined}
    >
      <Control
        input={placeholders ? { type: input.type === "object" ? "object" : "string" } : input}
        value={values[name] ?? ""}
        onChange={(value) => onChange({ ...values, [name]: value })}
      />
    </Field>
  ));
}

function hintOf({ type, description, default: standard }: InputShape): string | undefined {
  const kind = { array: "A list as JSON.", object: "An object as JSON." }[type as string];
  const empty = standard === undefined ? undefined : `Empty: ${shown(standard)}.`;
  return [description, kind, empty].filter(Boolean).join(" ") || undefined;
}

const shown = (value: unknown): string =>
  typeof value === "string" ? value || "nothing" : JSON.stringify(value);

function Control({
  input: { type, enum: choices },
  value,
  onChange,
}: {
  input: InputShape;
  value: string;
  onChange: (value: string) => void;
}) {
  const options = type === "boolean" ? ["true", "false"] : choices?.map(textOf);
  const isPlain = value === "" || options?.includes(value);
  if (options && isPlain)
    return (
      <SelectOne
        value={value === "" ? NOTHING : value}
        options={[
          { value: NOTHING, label: "Not set" },
          ...options.map((each) => ({ value: each, label: each })),
        ]}
        onValueChange={(next) => onChange(next === NOTHING ? "" : next)}
      />
    );
  if (type === "number" || type === "integer")
    return (
      <Input
        value={value}
        inputMode="decimal"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Textarea
      value={value}
      rows={type === "string" ? 2 : 4}
      className={type === "string" ? undefined : "font-mono text-xs"}
      spellCheck={type === "string"}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const NOTHING = "\u0000";
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
