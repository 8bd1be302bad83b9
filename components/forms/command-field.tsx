"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";

type CommandFieldProps = ComponentProps<typeof Textarea> & { error?: ReactNode; hint?: string };

/** What a worker runs for a task in place of an agent's work. */
export function CommandField({
  error,
  hint = "Empty: an agent does it. A worker started with --commands runs it, as its own user. Several lines are a script.",
  ...text
}: CommandFieldProps) {
  return (
    <Field label="Command" hint={hint} error={error} className="min-w-0 flex-1">
      <Textarea
        dir="ltr"
        rows={2}
        maxLength={64_000}
        spellCheck={false}
        autoCapitalize="none"
        placeholder="npm run report"
        {...text}
        className="max-h-60 font-mono text-xs"
      />
    </Field>
  );
}
