"use client";

import { Check, Minus } from "lucide-react";
import { Label, Checkbox as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field";

type CheckboxProps = ComponentProps<typeof Radix.Root> & {
  /** The words beside the box; without them give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
};

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  const ownId = useId();
  const field = useFieldControl({ id: props.id ?? ownId });
  const hintId = `${field.id}-hint`;
  const box = (
    <Radix.Root
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
    >
      <Radix.Indicator>
        <Check className="size-3 stroke-3 group-data-[state=indeterminate]:hidden" />
        <Minus className="hidden size-3 stroke-3 group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <div className="min-w-0">
        <Label.Root htmlFor={field.id} className="text-sm">
          {label}
        </Label.Root>
        {hint ? (
          <p id={hintId} className="text-ink-3 text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
