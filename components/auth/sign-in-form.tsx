"use client";

import { useActionState } from "react";
import { PasswordField } from "@/components/forms/password-field";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Callout } from "@/components/ui/feedback/callout";
import type { FormState } from "./form-state";
import { useCountdown } from "./use-countdown";
import { useFocusAfter } from "./use-focus-after";

type SignInFormProps = {
  /** A server action. It only comes back when the sign-in was refused. */
  action: (state: FormState, form: FormData) => Promise<FormState>;
  next: string;
  /** What an earlier attempt ended with, such as a refusal by GitHub. */
  initialError?: string;
};

export function SignInForm({ action, next, initialError }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, { error: initialError });
  const wait = useCountdown(state);
  const form = useFocusAfter(state, '[name="password"]');
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      {state.error ? (
        <Callout key={String(pending)} tone="danger" role={pending ? undefined : "alert"}>
          {state.error}
        </Callout>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <Field label="Username">
        <Input
          name="username"
          defaultValue={state.values?.username}
          required
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={63}
          className="h-9"
        />
      </Field>
      <PasswordField name="password" label="Password" autoComplete="current-password" />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        pending={pending}
        disabled={wait > 0}
        className="mt-1 w-full tabular-nums"
      >
        {wait > 0 ? `Try again in ${wait} s` : "Sign in"}
      </Button>
    </form>
  );
}
