"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ChangeEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";

const CAPS_LOCK_IS_ON = (
  <span role="status" className="text-warning">
    Caps Lock is on.
  </span>
);

type PasswordFieldProps = {
  name: string;
  label: string;
  /** Tells password managers whether to fill in a password or to make one up. */
  autoComplete: "current-password" | "new-password";
  hint?: ReactNode;
  error?: ReactNode;
  minLength?: number;
  maxLength?: number;
  /** For forms that keep what is typed themselves. */
  value?: string;
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
};

export function PasswordField({ label, hint, error, ...input }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const Icon = shown ? EyeOff : Eye;

  function noticeCapsLock(event: KeyboardEvent) {
    setCapsLock(event.getModifierState("CapsLock"));
  }

  return (
    <Field label={label} error={error} hint={capsLock ? CAPS_LOCK_IS_ON : hint}>
      <span className="relative block">
        <Input
          {...input}
          required
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="h-9 pr-10 pointer-coarse:pr-12"
          onKeyDown={noticeCapsLock}
          onKeyUp={noticeCapsLock}
          onBlur={() => setCapsLock(false)}
        />
        <button
          type="button"
          aria-label="Show password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-px right-px flex w-9 items-center justify-center rounded-r-[5px] text-ink-3 hover:text-ink pointer-coarse:w-11"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </span>
    </Field>
  );
}
