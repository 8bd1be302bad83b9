"use client";

import { useState } from "react";
import { createUserAction } from "@/app/(app)/settings/actions";
import { FormMessage } from "@/components/forms/form-message";
import { useSubmit } from "@/components/forms/use-submit";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import type { UserWire } from "@/lib/auth/users/user-wire";

type CreateUserDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function CreateUserDialog({ open, onOpenChange }: CreateUserDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Create user"
        description="Tell them the password yourself: Baton sends no mail."
      >
        <CreateUserForm onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CreateUserForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefreshSettings();
  const [username, setUsername] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<UserWire["role"]>("operator");
  const { submit, pending, problems, message } = useSubmit(
    () =>
      createUserAction({
        username,
        displayName: displayName.trim() === "" ? username : displayName,
        role,
        email: email.trim() === "" ? null : email,
        ...(password === "" ? {} : { password }),
      }),
    async (user) => {
      await refresh();
      toast.success(`Created ${user.display_name}`);
      onClose();
    },
  );
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <FormMessage message={message} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Username" error={problems.username}>
            <Input
              value={username}
              onChange={(event) => setUsername(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <Field label="Name" error={problems.displayName}>
            <Input
              value={displayName}
              onChange={(event) => setDisplayName(event.target.value)}
              autoComplete="off"
            />
          </Field>
        </div>
        <Field
          label="Password"
          error={problems.password}
          hint={`${PASSWORD_LENGTH.min} characters or more.`}
        >
          <Input
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="new-password"
          />
        </Field>
        <Field
          label="E-mail address"
          error={problems.email}
          hint="For signing in with GitHub or Google."
        >
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="off"
          />
        </Field>
        <Field label="Role" error={problems.role}>
          <Select value={role} onValueChange={(next) => setRole(next as UserWire["role"])}>
            <SelectTrigger className="capitalize" />
            <SelectContent>
              {(["viewer", "operator", "admin"] as const).map((each) => (
                <SelectItem key={each} value={each} className="capitalize">
                  {each}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Create user
        </Button>
      </DialogFooter>
    </form>
  );
}
