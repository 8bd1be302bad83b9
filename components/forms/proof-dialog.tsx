"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { proveAction } from "@/app/(app)/account/actions";
import { callAction } from "@/components/forms/call-action";
import { FormMessage } from "@/components/forms/form-message";
import { PasswordField } from "@/components/forms/password-field";
import { messageOf, problemsOf } from "@/components/forms/refusal";
import { Button } from "@/components/ui/controls/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";
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
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);

  async function submit() {
    setPending(true);
    const answer = await callAction(() => proveAction(password));
    setPending(false);
    if (answer.ok) return onProven();
    const wrong = problemsOf(answer).current_password;
    setError(wrong ? "That is not your password." : null);
    setMessage(wrong ? null : messageOf(answer));
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody className="flex flex-col gap-4">
        <FormMessage message={message} />
        <PasswordField
          name="password"
          label="Your password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending} disabled={password === ""}>
          Confirm
        </Button>
      </DialogFooter>
    </form>
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
