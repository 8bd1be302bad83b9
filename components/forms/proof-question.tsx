"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { proveAction } from "@/app/(app)/account/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { PasswordField } from "@/components/forms/password-field";
import { useForm } from "@/components/forms/use-form";
import { Button } from "@/components/ui/controls/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import { SIGN_IN_AGAIN } from "@/lib/auth/sessions/proof-reasons";
import type { ProofReason } from "./with-proof";

type SignOut = (form: FormData) => void | Promise<void>;

interface ProofQuestionProps {
  open: boolean;
  reason: ProofReason | null;
  onAnswer: (proven: boolean) => void;
  signOut: SignOut;
}

/** The dialog of `ProofDialog`. */
export function ProofQuestion({ open, reason, onAnswer, signOut }: ProofQuestionProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onAnswer(false)}>
      {reason === SIGN_IN_AGAIN ? (
        <DialogContent
          title="Sign in again"
          description="This changes who may do what, so Baton wants a fresh sign-in. Your account has no password: sign in with GitHub or Google, then make the change soon."
          className="sm:max-w-sm"
        >
          <SignInAgain signOut={signOut} />
        </DialogContent>
      ) : (
        <DialogContent
          title="Confirm that it is you"
          description="This changes who may do what. Your password counts for a few minutes in this browser."
          className="sm:max-w-sm"
        >
          <PasswordForm onProven={() => onAnswer(true)} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function PasswordForm({ onProven }: { onProven: () => void }) {
  const form = useForm({
    saved: { current_password: "" },
    send: ({ current_password }) => proveAction(current_password),
    onDone: onProven,
  });
  return (
    <DialogForm form={form} submit="Confirm" mustChange>
      <PasswordField
        name="password"
        label="Your password"
        autoComplete="current-password"
        {...form.text("current_password")}
        error={form.problems.current_password ? "That is not your password." : null}
      />
    </DialogForm>
  );
}

function SignInAgain({ signOut }: { signOut: SignOut }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <form action={signOut} className="mt-4">
      <input type="hidden" name="next" value={query ? `${path}?${query}` : path} />
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary">
          Sign out and in again
        </Button>
      </DialogFooter>
    </form>
  );
}
