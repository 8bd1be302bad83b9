"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "@/components/ui/cn";
import { Label } from "./label";

type FieldState = {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

const FieldContext = createContext<FieldState | null>(null);

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right. Marks the control invalid. */
  error?: ReactNode;
  required?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** The id of the control; made up when left out. */
  id?: string;
  className?: string;
  /** One Input, Textarea, Select or Checkbox: it takes its id and descriptions from here. */
  children: ReactNode;
};

export function Field({
  label,
  hint,
  error,
  required = false,
  hideLabel = false,
  id: ownId,
  className,
  children,
}: FieldProps) {
  const madeId = useId();
  const id = ownId ?? madeId;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>
      <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <Label htmlFor={id} className={cn("font-medium text-ink text-xs", hideLabel && "sr-only")}>
          {label}
          {required ? <span className="text-ink-3 font-normal"> (required)</span> : null}
        </Label>
        {children}
        {error ? (
          <p id={errorId} role="alert" className="text-danger text-xs">
            {error}
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-ink-3 text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

/** The attributes that tie a control to the Field around it; empty outside of one. */
export function useFieldControl(own: { id?: string; "aria-describedby"?: string } = {}) {
  const field = useContext(FieldContext);
  if (!field) return own;
  return {
    id: field.id,
    "aria-describedby":
      [own["aria-describedby"], field.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}
