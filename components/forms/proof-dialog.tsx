"use client";

import { useEffect, useState } from "react";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import { type ProofReason, registerProofDialog } from "./with-proof";

const dialog = onDemand(async () => (await import("./proof-question")).ProofQuestion);

type Question = { reason: ProofReason; answer: (proven: boolean) => void };

/** Asks for the password again, for `withProof`. */
export function ProofDialog({ signOut }: { signOut: (form: FormData) => void | Promise<void> }) {
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
    <LateOverlay
      of={dialog}
      props={{
        open: question !== null,
        reason: question?.reason ?? null,
        onAnswer: close,
        signOut,
      }}
    />
  );
}
