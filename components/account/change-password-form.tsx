"use client";

import { useState } from "react";
import { changePasswordAction } from "@/app/(app)/account/actions";
import { FormMessage } from "@/components/forms/form-message";
import { PasswordField } from "@/components/forms/password-field";
import { useSubmit } from "@/components/forms/use-submit";
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
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { submit, pending, problems, message } = useSubmit(
    () => changePasswordAction({ current_password: current, password }),
    (sessions) => {
      setCurrent("");
      setPassword("");
      onChanged(sessions);
      toast.success("Changed the password. Every other browser is signed out.");
    },
  );
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Password"
      className="flex max-w-sm flex-col gap-4"
    >
      <FormMessage message={message} />
      {/* For password managers, which save a password under the user name in the form. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {hasPassword ? (
        <PasswordField
          name="current_password"
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          error={problems.current_password}
        />
      ) : null}
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problems.password}
        hint={`${PASSWORD_LENGTH.min} characters or more; a few unrelated words are good.`}
      />
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        disabled={password === "" || (hasPassword && current === "")}
        className="self-start"
      >
        {hasPassword ? "Change password" : "Set a password"}
      </Button>
    </form>
  );
}
