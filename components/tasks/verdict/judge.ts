import type { QueryClient } from "@tanstack/react-query";
import { approveAction, rejectAction } from "@/app/(app)/reviews/actions";
import { callAction, mayTryAgain } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { readAgain } from "@/components/sync/gate/read-again";
import { cacheTask } from "@/components/tasks/change/save-task";
import type { Refused } from "@/components/tasks/pending/pending-decisions";
import { toast } from "@/components/ui/overlays/toast";
import type { Verdict } from "@/lib/reviews/verdict";
import type { JudgedTask } from "./pending-verdicts";
import type { SentReview } from "./review-to-send";

/** Sends a verdict. Resolves to null when it counts, else to the reason why not. */
export async function judgeTask(
  client: QueryClient,
  { id, ticket_ref, status_changed_at }: JudgedTask,
  verdict: Verdict,
  notes?: string,
  override?: string,
  review?: SentReview,
): Promise<Refused> {
  const result = await callAction(() =>
    verdict === "approved"
      ? approveAction(id, notes, status_changed_at, override, review)
      : rejectAction(id, notes ?? "", status_changed_at, review),
  );
  if (!result.ok) {
    const asksWhy = result.reason === "checks";
    return { reason: messageOf(result), mayTryAgain: mayTryAgain(result), asksWhy };
  }
  cacheTask(client, result.data);
  if (review) readAgain(client, queryKeys.reviewDrafts(id));
  const { status, assigned_to } = result.data;
  if (verdict === "approved") toast.success(`${ticket_ref} approved`);
  else if (status === "failed") toast(`${ticket_ref} rejected for the last time: it failed`);
  else toast(`${ticket_ref} rejected${assigned_to ? `: back to ${assigned_to}` : ""}`);
  return null;
}
