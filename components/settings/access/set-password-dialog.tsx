"use client";

import { setPasswordAction } from "@/app/(app)/settings/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { PasswordField } from "@/components/forms/password-field";
import { useForm } from "@/components/forms/use-form";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import type { UserWire } from "@/lib/auth/users/user-wire";

type SetPasswordDialogProps = {
  user: UserWire;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Lets an admin set a new password for a user who lost theirs or whose account was taken over. */
export function SetPasswordDialog({ user, open, onOpenChange }: SetPasswordDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`New password for ${user.display_name}`}
        description="They are signed out everywhere. Tell them the password yourself, and that they can change it under Account."
        className="sm:max-w-sm"
      >
        <SetPasswordForm user={user} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function SetPasswordForm({ user, onClose }: { user: UserWire; onClose: () => void }) {
  const form = useForm({
    saved: { password: "" },
    send: ({ password }) => setPasswordAction(user.id, password),
    onDone() {
      toast.success(`${user.display_name} has a new password and is signed out everywhere`);
      onClose();
    },
  });
  return (
    <DialogForm form={form} submit="Set password" mustChange>
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        {...form.text("password")}
        error={form.problems.password}
        hint={`${PASSWORD_LENGTH.min} characters or more.`}
      />
    </DialogForm>
  );
}
