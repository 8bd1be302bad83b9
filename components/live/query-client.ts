import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api";

/**
 * What is on the screen stays true through the event stream, so nothing is refetched by time or focus; a refusal (4xx) is
 * an answer and not tried again.
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
