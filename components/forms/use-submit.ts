"use client";

import { type FormEvent, useState } from "react";
import { withProof } from "@/components/forms/with-proof";
import type { ActionResult } from "@/lib/api/action";
import { messageOf, problemsOf } from "./refusal";

type Refusal = Extract<ActionResult<unknown>, { ok: false }>;

/** Submits a form and keeps its refusal: problems by field, or `message` when they concern no field. */
export function useSubmit<T>(
  send: () => Promise<ActionResult<T>>,
  onDone: (data: T) => void | Promise<void>,
) {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const problems = problemsOf(refusal);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const answer = await withProof(send);
    setPending(false);
    if (!answer.ok) return setRefusal(answer);
    setRefusal(null);
    await onDone(answer.data);
  }

  const message = refusal && Object.keys(problems).length === 0 ? messageOf(refusal) : null;
  return { submit, pending, problems, message };
}
