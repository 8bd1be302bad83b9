"use client";

import { useActionState } from "react";
import { PasswordField } from "@/components/forms/password-field";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Callout } from "@/components/ui/feedback/callout";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import type { FormState } from "./form-state";
import { useFocusAfter } from "./use-focus-after";

const USERNAME_RULE = "Two or more letters, digits, dots, dashes or underscores.";

type SetupFormProps = {
  /** A server action. It only comes back when the form was refused. */
  action: (state: FormState, form: FormData) => Promise<FormState>;
  token: string;
};

export function SetupForm({ action, token }: SetupFormProps) {
  const [state, submit, pending] = useActionState(action, {});
  const { error, problems = {}, values = {} } = state;
  const form = useFocusAfter(state, '[aria-invalid="true"]');
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      {error ? (
        <Callout key={String(pending)} tone="danger" role={pending ? undefined : "alert"}>
          {error}
        </Callout>
      ) : null}
      <input type="hidden" name="token" value={token} />
      <Field label="Your name" error={problems.displayName}>
        <Input
          name="displayName"
          defaultValue={values.displayName}
          required
          autoFocus
          autoComplete="name"
          maxLength={100}
          className="h-9"
        />
      </Field>
      <Field
        label="Username"
        error={problems.username}
        hint={problems.username ? null : USERNAME_RULE}
      >
        <Input
          name="username"
          defaultValue={values.username}
          required
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          pattern="\s*[A-Za-z0-9][A-Za-z0-9._\-]{1,62}\s*"
          title={USERNAME_RULE}
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
