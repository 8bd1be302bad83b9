"use client";

import { changePasswordAction } from "@/app/(app)/account/actions";
import { FormStatus } from "@/components/forms/form-message";
import { PasswordField } from "@/components/forms/password-field";
import { useForm } from "@/components/forms/use-form";
import { Button } from "@/components/ui/controls/button";
import { toast } from "@/components/ui/overlays/toast";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import type { SessionWire } from "@/lib/auth/sessions/account";

type ChangePasswordFormProps = {
  username: string;
  hasPassword: boolean;
  onChanged: (sessions: SessionWire[]) => void;
};

/** Changes the password, or sets the first one of an account that signed in with GitHub or Google only. */
export function ChangePasswordForm({ username, hasPassword, onChanged }: ChangePasswordFormProps) {
  const form = useForm({
    saved: { current_password: "", password: "" },
    send: (values) => changePasswordAction(values),
    onDone(sessions) {
      onChanged(sessions);
      toast.success("Changed the password. Every other browser is signed out.");
    },
  });
  const { current_password, password } = form.values;
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label="Password"
      className="flex max-w-sm flex-col gap-4"
    >
      <FormStatus form={form} />
      {/* For password managers, which save a password under the user name in the form. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {hasPassword ? (
        <PasswordField
          name="current_password"
          label="Current password"
          autoComplete="current-password"
          {...form.text("current_password")}
          error={form.problems.current_password}
        />
      ) : null}
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        {...form.text("password")}
        error={form.problems.password}
        hint={`${PASSWORD_LENGTH.min} characters or more; a few unrelated words are good.`}
      />
      <Button
        type="submit"
        variant="primary"
        pending={form.pending}
        disabled={password === "" || (hasPassword && current_password === "")}
        className="self-start"
      >
        {hasPassword ? "Change password" : "Set a password"}
      </Button>
    </form>
  );
}
