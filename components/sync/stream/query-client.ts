import { QueryClient } from "@tanstack/react-query";
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
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
