import type { QueryClient } from "@tanstack/react-query";

/** A fleet changes many tasks at once; one refetch shortly afterwards is enough. */
const GATHER_MS = 120;

/** Collects stale queries and refetches each of them once. */
export function createInvalidator(client: QueryClient) {
  const keys = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const due = [...keys.values()];
    keys.clear();
    for (const queryKey of due) void client.invalidateQueries({ queryKey });
  };
  return {
    invalidate(key: readonly unknown[]): void {
      keys.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
