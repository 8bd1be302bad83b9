import type { ActionResult } from "@/lib/api/action";
import { PROOF_REQUIRED, SIGN_IN_AGAIN } from "@/lib/auth/sessions/proof-reasons";
import { callAction } from "./call-action";

export type ProofReason = typeof PROOF_REQUIRED | typeof SIGN_IN_AGAIN;

/** Asks the user for proof of identity; resolves to whether they gave it. */
type AskForProof = (reason: ProofReason) => Promise<boolean>;

let askForProof: AskForProof | null = null;

/** Registers the dialog that asks; returns a function that unregisters it. */
export function registerProofDialog(ask: AskForProof): () => void {
  askForProof = ask;
  return () => {
    if (askForProof === ask) askForProof = null;
  };
}

/** Sends a change as `callAction` does. If the server requires a fresh proof first, asks for it and sends the change again. */
export async function withProof<T>(send: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const answer = await callAction(send);
  if (answer.ok || !isProofReason(answer.reason) || askForProof === null) return answer;
  return (await askForProof(answer.reason)) ? callAction(send) : answer;
}

function isProofReason(reason: string | undefined): reason is ProofReason {
  return reason === PROOF_REQUIRED || reason === SIGN_IN_AGAIN;
}
