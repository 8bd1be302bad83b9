"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { proveAction } from "@/app/(app)/account/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { PasswordField } from "@/components/forms/password-field";
import { useForm } from "@/components/forms/use-form";
import { Button } from "@/components/ui/controls/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import { SIGN_IN_AGAIN } from "@/lib/auth/sessions/proof-reasons";
import { type ProofReason, registerProofDialog } from "./with-proof";

type Question = { reason: ProofReason; answer: (proven: boolean) => void };
type SignOut = (form: FormData) => void | Promise<void>;

/** Asks for the password again, for `withProof`. */
export function ProofDialog({ signOut }: { signOut: SignOut }) {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(
    () =>
      registerProofDialog(
        (reason) => new Promise((resolve) => setQuestion({ reason, answer: resolve })),
      ),
    [],
  );

  function close(proven: boolean) {
    question?.answer(proven);
    setQuestion(null);
  }

  return (
    <Dialog open={question !== null} onOpenChange={(open) => !open && close(false)}>
      {question?.reason === SIGN_IN_AGAIN ? (
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
          <PasswordForm onProven={() => close(true)} />
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
