import type { QueryClient } from "@tanstack/react-query";
import { answerRequestAction, withdrawRequestAction } from "@/app/(app)/requests/actions";
import { ended } from "@/components/format/sentence";
import { callAction, mayTryAgain } from "@/components/forms/call-action";
import { drafts } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { readAgain } from "@/components/sync/gate/read-again";
import { showRequest } from "@/components/sync/requests/patch-requests";
import type { Refused } from "@/components/tasks/pending/pending-decisions";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { RequestWire } from "@/lib/requests/shapes";
import { draftPlace, type GivenAnswer } from "./answer";
import { answerInWords } from "./request-words";

/**
 * Sends an answer. Resolves to null when it counts, else to the reason why not: another's answer may have come first, and what was typed
 * stays as a draft then.
 */
export async function sendAnswer(
  client: QueryClient,
  username: string,
  { id, agent }: Pick<RequestWire, "id" | "agent">,
  answer: GivenAnswer,
): Promise<Refused> {
  const result = await callAction(() => answerRequestAction(id, answer));
  if (!result.ok) return refusedBy(client, result, answer.text);
  const { object, field } = draftPlace(id);
  drafts.write(username, object, field, null);
  showRequest(client, result.data);
  toast.success(`Answered “${answerInWords(result.data.answer)}”: ${agent} goes on`);
  return null;
}

/** Takes a request back in the place of its agent. Resolves to null when it is withdrawn, else to the reason why not. */
export async function sendWithdrawal(client: QueryClient, id: number): Promise<Refused> {
  const result = await callAction(() => withdrawRequestAction(id));
  if (!result.ok) return refusedBy(client, result);
  showRequest(client, result.data);
  return null;
}

function refusedBy(
  client: QueryClient,
  refusal: Extract<ActionResult<unknown>, { ok: false }>,
  typed?: string,
): Refused {
  // It may have been closed by somebody else: it is read as it is now.
  readAgain(client, queryKeys.requests);
  const kept = typed ? " What you wrote is kept." : "";
  const reason =
    refusal.reason === "request_closed" ? ended(refusal.message) + kept : messageOf(refusal);
  return { reason, mayTryAgain: mayTryAgain(refusal) };
}
