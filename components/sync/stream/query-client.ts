import { type Query, QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/components/sync/api";

/**
 * The event stream keeps the data current, so nothing is refetched by time or focus. Refusals (4xx) are not retried.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnMount: isShownFirst,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}

/**
 * Whether what has just come shows this query alone. What others show already is read when its turn comes: a card that appears
 * while the agents wait for theirs would read them at every event.
 */
function isShownFirst(query: Query): boolean {
  return query.observers.filter(({ options }) => options.enabled !== false).length <= 1;
}
