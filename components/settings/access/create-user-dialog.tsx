"use client";

import { createUserAction } from "@/app/(app)/settings/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import type { UserWire } from "@/lib/auth/users/user-wire";
import { ROLES } from "./roles";

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

const NEW_USER = {
  username: "",
  displayName: "",
  email: "",
  password: "",
  role: "operator" as UserWire["role"],
};

function CreateUserForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefreshSettings();
  const form = useForm({
    saved: NEW_USER,
    send: ({ username, displayName, email, password, role }) =>
      createUserAction({
        username,
        displayName: displayName.trim() === "" ? username : displayName,
        role,
        email: email.trim() === "" ? null : email,
        ...(password === "" ? {} : { password }),
      }),
    async onDone(user) {
      await refresh();
      toast.success(`Created ${user.display_name}`);
      onClose();
    },
  });
  const { problems } = form;
  return (
    <DialogForm form={form} submit="Create user">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Username" error={problems.username}>
          <Input
            {...form.text("username")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label="Name" error={problems.displayName}>
          <Input {...form.text("displayName")} autoComplete="off" />
        </Field>
      </div>
      <Field
        label="Password"
        error={problems.password}
        hint={`${PASSWORD_LENGTH.min} characters or more.`}
      >
        <Input type="password" {...form.text("password")} autoComplete="new-password" />
      </Field>
      <Field
        label="E-mail address"
        error={problems.email}
        hint="For signing in with GitHub or Google."
      >
        <Input type="email" {...form.text("email")} autoComplete="off" />
      </Field>
      <Field label="Role" error={problems.role}>
        <SelectOne
          value={form.values.role}
          options={ROLES}
          onValueChange={(role) => form.set({ role })}
        />
      </Field>
    </DialogForm>
  );
}
