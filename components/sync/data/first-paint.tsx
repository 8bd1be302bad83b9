"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import { type Beginning, beginWith } from "@/components/sync/gate/first-paint";

const HorizonContext = createContext(0);

/** Wraps what a page rendered from its data. `horizon` is the last event that was surely final when it began to read. */
export function FirstPaint({ horizon, children }: { horizon: string; children: ReactNode }) {
  return <HorizonContext value={Number(horizon)}>{children}</HorizonContext>;
}

/**
 * How a query begins: spread the answer into its options. `data` is what the server rendered for this key, undefined for another one.
 */
export function useFirstPaint<Data>(queryKey: QueryKey, data: Data): Beginning<Data> {
  const client = useQueryClient();
  const horizon = use(HorizonContext);
  const hash = JSON.stringify(queryKey);
  // Decided when the query begins: afterwards it is in the cache, and events keep it current.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key, and the data belongs to it
  return useMemo(() => beginWith(client, queryKey, horizon, data), [client, hash, horizon]);
}
