"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PASSWORD_LENGTH } from "@/lib/auth/password-length";
import { FormAlert } from "./form-alert";
import type { FormState } from "./form-state";
import { PasswordField } from "./password-field";

type SetupFormProps = {
  /** A server action. It only comes back when the form was refused. */
  action: (state: FormState, form: FormData) => Promise<FormState>;
  token: string;
};

export function SetupForm({ action, token }: SetupFormProps) {
  const [{ error, problems = {}, values = {} }, submit, pending] = useActionState(action, {});
  const attempt = JSON.stringify(values);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {error && !pending ? <FormAlert>{error}</FormAlert> : null}
      <input type="hidden" name="token" value={token} />
      <Field label="Your name" error={problems.displayName}>
        <Input
          key={attempt}
          name="displayName"
          defaultValue={values.displayName}
          required
          autoFocus
          autoComplete="name"
          maxLength={100}
          className="h-9"
        />
      </Field>
      <Field label="Username" error={problems.username} hint="Letters, digits, dots, dashes, underscores.">
        <Input
          key={attempt}
          name="username"
          defaultValue={values.username}
          required
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          minLength={2}
          maxLength={63}
          className="h-9"
        />
      </Field>
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        error={problems.password}
        hint={`At least ${PASSWORD_LENGTH.min} characters.`}
        minLength={PASSWORD_LENGTH.min}
        maxLength={PASSWORD_LENGTH.max}
      />
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1 w-full">
        Create admin and sign in
      </Button>
    </form>
  );
}
