"use client";

import type { ChangeEvent, ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";

/**
 * What somebody typed as an amount in US dollars: null for nothing, NaN for what is no amount, which the server refuses
 * by name. A dollar sign, spaces and thousands commas do not matter.
 */
export function dollarsOf(typed: string): number | null {
  const bare = typed.replace(/[$,\s]/g, "");
  if (bare === "") return null;
  return /^-?\d*\.?\d+$/.test(bare) ? Number(bare) : Number.NaN;
}

/** How an amount stands in a field. */
export const typedDollars = (amount: number | null): string =>
  amount === null ? "" : String(amount);

interface MoneyFieldProps {
  label: string;
  /** What was typed; `dollarsOf` reads it. */
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  hint?: string;
  error?: string;
  disabled?: boolean;
  className?: string;
}

/** An amount in US dollars, or none: no limit. */
export function MoneyField({ label, hint, error, className, ...input }: MoneyFieldProps) {
  return (
    <Field label={`${label} (US$)`} hint={hint} error={error} className={className}>
      <MoneyInput {...input} placeholder="No limit" />
    </Field>
  );
}

/** The control alone, where a table names its columns. */
export function MoneyInput({ className, ...props }: ComponentProps<typeof Input>) {
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      className={cn("tabular-nums", className)}
      {...props}
    />
  );
}
