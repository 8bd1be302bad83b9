import type { QueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { DraftWire } from "@/lib/reviews/rounds/shapes";

/**
 * How many comments on the work the person has written and not sent, where no screen shows them: read once, and known from then on. Zero
 * where they cannot be read, because a verdict that arrives later finds them.
 */
export async function countUnsent(client: QueryClient, task: number): Promise<number> {
  const { drafts } = await client.ensureQueryData({
    queryKey: queryKeys.reviewDrafts(task),
    queryFn: ({ signal }) =>
      apiGet<{ drafts: DraftWire[] }>(`/api/tasks/${task}/review-drafts`, signal),
    retry: false,
  });
  return drafts.filter(goesWithVerdict).length;
}

/** A draft of work that was handed in again stays where it is. */
export const goesWithVerdict = ({ superseded }: DraftWire): boolean => !superseded;
