"use client";

import { type ReactNode, useState } from "react";
import { stringify } from "yaml";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Callout } from "@/components/ui/feedback/callout";
import { type Fields, isFields, textOf } from "@/components/workflows/editor/document/outline";
import { readDocument, valuesOf } from "@/components/workflows/editor/document/source";
import { useField } from "./use-field";

interface TextFieldProps {
  label: string;
  value: unknown;
  /** Undefined takes the field out. */
  onSave: (value: string | undefined) => void;
  hint?: ReactNode;
  error?: ReactNode;
  placeholder?: string;
  /** As many lines to begin with; one without. */
  rows?: number;
  mono?: boolean;
  /** The id of a list of what may be written. */
  list?: string;
  disabled?: boolean;
}

/** A text of the definition. Emptied, it is taken out. */
export function TextField({
  label,
  value,
  onSave,
  hint,
  error,
  rows,
  mono,
  ...props
}: TextFieldProps) {
  const field = useField(textOf(value), (text) => onSave(text === "" ? undefined : text));
  const shared = {
    ...props,
    value: field.value,
    onBlur: field.flush,
    spellCheck: !mono,
    className: cn(mono && "font-mono text-xs", rows && "max-h-80"),
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {rows ? (
        <Textarea {...shared} rows={rows} onChange={(event) => field.change(event.target.value)} />
      ) : (
        <Input
          {...shared}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => field.change(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && field.flush()}
        />
      )}
    </Field>
  );
}

interface MapFieldProps {
  label: string;
  value: unknown;
  /** Undefined takes the field out. */
  onSave: (value: Fields | undefined) => void;
  hint?: ReactNode;
  placeholder?: string;
  disabled?: boolean;
}

/** Fields of fields, written as YAML. What is no map is not taken over, and said so while it is typed. */
export function MapField({ value, onSave, ...props }: MapFieldProps) {
  const [isWrong, setWrong] = useState(false);
  const text = isFields(value) ? stringify(value, { lineWidth: 0 }).trimEnd() : textOf(value);
  function save(typed: string | undefined) {
    if (typed === undefined || typed.trim() === "") {
      setWrong(false);
      return onSave(undefined);
    }
    const doc = readDocument(typed);
    const read = doc && valuesOf(doc);
    setWrong(!isFields(read));
    if (isFields(read)) onSave(read);
  }
  return (
    <TextField
      {...props}
      rows={3}
      mono
      value={text}
      onSave={save}
      error={
        isWrong ? "This is no map of fields: write NAME: VALUE in lines, or {NAME: VALUE}." : null
      }
    />
  );
}

interface NumberFieldProps extends Omit<TextFieldProps, "onSave" | "rows" | "mono"> {
  onSave: (value: number | undefined) => void;
}

/** A whole number; what is none is not written. */
export function NumberField({ value, onSave, ...props }: NumberFieldProps) {
  const save = (text: string | undefined) => {
    if (text === undefined) return onSave(undefined);
    if (/^\d{1,6}$/.test(text.trim())) onSave(Number(text));
  };
  return <TextField {...props} value={value} onSave={save} />;
}

interface ChoiceFieldProps {
  label: string;
  value: unknown;
  /** What it is without the field. */
  otherwise: string;
  options: readonly { value: string; label: string }[];
  onSave: (value: string | undefined) => void;
  hint?: ReactNode;
  disabled?: boolean;
}

const NONE = "\u0000";

/** One of a few; the first choice takes the field out. */
export function ChoiceField({
  label,
  value,
  otherwise,
  options,
  onSave,
  hint,
  disabled,
}: ChoiceFieldProps) {
  const text = textOf(value);
  const all = [{ value: NONE, label: otherwise }, ...options];
  return (
    <Field label={label} hint={hint}>
      <SelectOne
        value={all.some((option) => option.value === text) ? text : NONE}
        options={all}
        disabled={disabled}
        onValueChange={(next) => onSave(next === NONE ? undefined : next)}
      />
    </Field>
  );
}

/** Fields that belong together, under a heading; folded away where few need them. */
export function FieldGroup({
  title,
  open,
  children,
}: {
  title: string;
  open: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-t">
      <summary className="flex h-10 items-center px-4 font-medium text-ink-2 text-xs marker:content-none hover:text-ink">
        <span aria-hidden className="mr-1.5 inline-block text-ink-3 group-open:rotate-90">
          ›
        </span>
        {title}
      </summary>
      <div className="flex flex-col gap-4 px-4 pb-4">{children}</div>
    </details>
  );
}

/** Why nothing can be changed here for the moment. */
export function BrokenNotice() {
  return (
    <Callout shape="bar" tone="warning" quiet>
      The YAML cannot be read as it is. Mend the marked line, and these fields work again.
    </Callout>
  );
}
