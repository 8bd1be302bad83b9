"use client";

import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { SelectOne } from "@/components/ui/controls/select";
import type { ActionResult } from "@/lib/api/action";

const KEPT = [
  { value: "0", label: "Not at all" },
  { value: "1", label: "For an hour" },
  { value: "24", label: "For a day" },
  { value: "168", label: "For a week" },
];

interface RotateSecretFormProps {
  /** What the old secret still does for the time chosen. */
  label: string;
  hint: string;
  rotate: (input: { keep_old_hours: number }) => Promise<ActionResult<{ secret: string }>>;
  onCreated: (secret: string) => void;
  refresh: () => Promise<void>;
}

/** Makes a new secret for `SecretDialog`, beside which the old one counts for a while. */
export function RotateSecretForm({
  label,
  hint,
  rotate,
  onCreated,
  refresh,
}: RotateSecretFormProps) {
  const form = useForm({
    saved: { keep_old_hours: "24" },
    send: ({ keep_old_hours }) => rotate({ keep_old_hours: Number(keep_old_hours) }),
    async onDone({ secret }) {
      onCreated(secret);
      await refresh();
    },
  });
  return (
    <DialogForm form={form} submit="Make a new secret">
      <Field label={label} error={form.problems.keep_old_hours} hint={hint}>
        <SelectOne
          value={form.values.keep_old_hours}
          options={KEPT}
          onValueChange={(next) => form.set({ keep_old_hours: next })}
        />
      </Field>
    </DialogForm>
  );
}
