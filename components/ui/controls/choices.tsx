"use client";

import type { ReactNode } from "react";
import { Checkbox } from "./checkbox";

interface ChoicesProps<T extends string | number> {
  label: string;
  error?: string;
  options: readonly { value: T; label: ReactNode }[];
  value: readonly T[];
  onValueChange: (value: T[]) => void;
}

/** Any of a few, all in view. */
export function Choices<T extends string | number>({
  label,
  error,
  options,
  value,
  onValueChange,
}: ChoicesProps<T>) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-ink text-xs">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            checked={value.includes(option.value)}
            onCheckedChange={(checked) =>
              onValueChange(
                checked
                  ? [...value, option.value]
                  : value.filter((other) => other !== option.value),
              )
            }
            label={option.label}
          />
        ))}
      </div>
      {error ? (
        <p role="alert" className="mt-1.5 text-danger text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
