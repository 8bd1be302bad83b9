"use client";

import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field";
import { Label } from "./label";

type Checked = boolean | "indeterminate";

type CheckboxProps = ComponentProps<"button"> & {
  checked: Checked;
  onCheckedChange?: (checked: boolean) => void;
  /** The words beside the box; without them give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
};

export function Checkbox({
  label,
  hint,
  className,
  checked,
  onCheckedChange,
  onClick,
  onKeyDown,
  ...props
}: CheckboxProps) {
  const ownId = useId();
  const field = useFieldControl({ id: props.id ?? ownId });
  const hintId = `${field.id}-hint`;
  const box = (
    // biome-ignore lint/a11y/useSemanticElements: An input could not show the dash of a box that is ticked in part.
    <button
      type="button"
      role="checkbox"
      aria-checked={checked === "indeterminate" ? "mixed" : checked}
      data-state={stateOf(checked)}
      className={cn(
        "group peer relative inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-control bg-panel",
        "after:-inset-1 after:absolute pointer-coarse:after:-inset-3.5",
        "hover:border-ink-3 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent",
        "data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent data-[state=checked]:text-on-accent",
        "data-[state=indeterminate]:text-on-accent disabled:cursor-not-allowed disabled:opacity-50",
        !label && className,
      )}
      {...props}
      {...field}
      aria-describedby={hint ? hintId : field["aria-describedby"]}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) onCheckedChange?.(checked !== true);
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        // Space ticks a box; Enter is for forms.
        if (event.key === "Enter") event.preventDefault();
      }}
    >
      {checked === false ? null : (
        <span className="pointer-events-none">
          <Check className="size-3 stroke-3 group-data-[state=indeterminate]:hidden" />
          <Minus className="hidden size-3 stroke-3 group-data-[state=indeterminate]:block" />
        </span>
      )}
    </button>
  );
  if (!label) return box;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <div className="min-w-0">
        <Label htmlFor={field.id} className="text-sm">
          {label}
        </Label>
        {hint ? (
          <p id={hintId} className="text-ink-3 text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function stateOf(checked: Checked): string {
  if (checked === "indeterminate") return "indeterminate";
  return checked ? "checked" : "unchecked";
}
