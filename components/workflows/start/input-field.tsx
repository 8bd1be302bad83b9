"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import type { Input as WorkflowInput } from "@/lib/workflows/definition/schema";

interface InputFieldProps {
  name: string;
  input: WorkflowInput;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** One input of a workflow, by its type. */
export function InputField({ name, input, value, error, onChange }: InputFieldProps) {
  const { description, type } = input;
  const isRequired = input.required && input.default === undefined;
  if (type === "boolean") {
    return (
      <Checkbox
        label={name}
        hint={description}
        checked={value === "true"}
        onCheckedChange={(checked) => onChange(String(checked))}
      />
    );
  }
  const choices = input.enum?.map((each) =>
    typeof each === "string" ? each : JSON.stringify(each),
  );
  const isJson = type === "array" || type === "object";
  return (
    <Field
      label={name}
      required={isRequired}
      error={error}
      hint={[description, isJson ? `As JSON: ${type === "array" ? "a list" : "an object"}.` : ""]
        .filter(Boolean)
        .join(" ")}
    >
      {choices ? (
        <SelectOne
          value={value}
          options={[
            ...(choices.includes(value) ? [] : [{ value, label: value || "Choose one" }]),
            ...choices.map((each) => ({ value: each, label: each })),
          ]}
          onValueChange={onChange}
        />
      ) : type === "string" || isJson ? (
        <Textarea
          value={value}
          rows={isJson ? 3 : 2}
          className={isJson ? "font-mono text-xs" : "min-h-0"}
          spellCheck={!isJson}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input
          value={value}
          inputMode={type === "integer" ? "numeric" : "decimal"}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface FileFieldProps {
  path: string;
  value: string | undefined;
  onChange: (text: string) => void;
}

/** The text of a file that a stage is given: chosen from the computer, or pasted. */
export function FileField({ path, value, onChange }: FileFieldProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-2">
      <Field label={path} hint="A file that a stage is given. Choose it, or paste its text.">
        <Textarea
          value={value ?? ""}
          rows={3}
          className="max-h-48 font-mono text-xs"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <input
        ref={chooser}
        type="file"
        aria-label={`Choose ${path}`}
        className="sr-only"
        tabIndex={-1}
        onChange={async (event) => {
          const [file] = event.target.files ?? [];
          if (file) onChange(await file.text());
        }}
      />
      <Button size="sm" className="self-start" onClick={() => chooser.current?.click()}>
        Choose a file
        <span className="sr-only"> for {path}</span>
      </Button>
    </div>
  );
}
