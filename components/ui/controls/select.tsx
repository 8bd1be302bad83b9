"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import {
  floatingPlace,
  menuClass,
  menuItemClass,
  menuLabelClass,
} from "@/components/ui/overlays/menu-class";
import { useFieldControl } from "./field";
import { controlClass } from "./input";

export const Select = Radix.Root;
export const SelectGroup = Radix.Group;

type SelectTriggerProps = ComponentProps<typeof Radix.Trigger> & { placeholder?: string };

export function SelectTrigger({ className, placeholder, children, ...props }: SelectTriggerProps) {
  const field = useFieldControl(props);
  return (
    <Radix.Trigger
      className={cn(
        controlClass,
        "inline-flex h-8 items-center justify-between gap-2 pr-2 data-placeholder:text-ink-3 pointer-coarse:h-11",
        className,
      )}
      {...props}
      {...field}
    >
      <span className="min-w-0 truncate">
        {children ?? <Radix.Value placeholder={placeholder} />}
      </span>
      <Radix.Icon asChild>
        <ChevronDown className="size-3.5 shrink-0 text-ink-3" />
      </Radix.Icon>
    </Radix.Trigger>
  );
}

export function SelectContent({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        position="popper"
        {...floatingPlace}
        className={cn(
          menuClass,
          "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) origin-(--radix-select-content-transform-origin)",
          className,
        )}
        {...props}
      >
        <Radix.Viewport>{children}</Radix.Viewport>
      </Radix.Content>
    </Radix.Portal>
  );
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Radix.Item>) {
  return (
    <Radix.Item className={cn(menuItemClass, "pr-8", className)} {...props}>
      <Radix.ItemText asChild>
        <span className="inline-flex min-w-0 items-center gap-2">{children}</span>
      </Radix.ItemText>
      <Radix.ItemIndicator className="absolute right-2">
        <Check className="size-3.5" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}

export function SelectLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn(menuLabelClass, className)} {...props} />;
}

interface SelectOneProps<T extends string> {
  /** Its name, where no `Field` gives one. */
  label?: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onValueChange: (value: T) => void;
  disabled?: boolean;
  /** The classes of the trigger. */
  className?: string;
}

/** One of a few options, in its usual form. */
export function SelectOne<T extends string>({
  label,
  options,
  className,
  disabled,
  onValueChange,
  value,
}: SelectOneProps<T>) {
  return (
    <Select
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      disabled={disabled}
    >
      <SelectTrigger aria-label={label} className={className} />
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
