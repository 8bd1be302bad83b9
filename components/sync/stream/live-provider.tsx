"use client";

import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { applyEvent } from "@/components/sync/cache/apply-event";
import { createInvalidator } from "@/components/sync/cache/invalidator";
import { onceIdle } from "@/components/sync/cache/once-idle";
import { createQueryClient } from "@/components/sync/cache/query-client";
import { createTaskReader } from "@/components/sync/cache/task-reader";
import type { EventWire } from "@/lib/events/shapes";
import { followEvents, type StreamState } from "./event-source";

const StreamStateContext = createContext<StreamState>("connecting");
const ListenersContext = createContext<Set<(event: EventWire) => void>>(new Set());

export function useStreamState(): StreamState {
  return useContext(StreamStateContext);
}

/**
 * Calls the listener with every event of the stream, for what is not a query, such as a highlight or a toast. Memoise
 * the listener.
 */
export function useLiveEvents(listener: (event: EventWire) => void): void {
  const listeners = useContext(ListenersContext);
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listeners, listener]);
}

/**
 * One query cache and one event stream for every signed-in screen. `since` is the last event before the page was
 * rendered, so nothing between the first paint and the start of the stream is missed.
 */
export function LiveProvider({ since, children }: { since: string; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  const [listeners] = useState(() => new Set<(event: EventWire) => void>());
  return (
    <QueryClientProvider client={client}>
      <ListenersContext value={listeners}>
        <Stream since={since}>{children}</Stream>
      </ListenersContext>
    </QueryClientProvider>
  );
}

function Stream({ since, children }: { since: string; children: ReactNode }) {
  const client = useQueryClient();
  const listeners = useContext(ListenersContext);
  const [state, setState] = useState<StreamState>("connecting");
  const first = useRef(since);
  useEffect(() => {
    const invalidator = createInvalidator(client);
    const reader = createTaskReader(client, invalidator.invalidate);
    const effects = { invalidate: invalidator.invalidate, readTask: reader.read };
    let stop = () => {};
    // Hydration comes first: an event before it would change the state that React compares with the server's markup.
    const forget = onceIdle(() => {
      stop = followEvents(first.current, {
        onEvent(event) {
          applyEvent(client, event, effects);
          for (const listener of listeners) listener(event);
        },
        onNotice: (notice) => applyEvent(client, notice, effects),
        onState: setState,
        onGap: () => void client.invalidateQueries(),
      });
    });
    return () => {
      forget();
      stop();
      invalidator.stop();
      reader.stop();
    };
  }, [client, listeners]);
  return <StreamStateContext value={state}>{children}</StreamStateContext>;
}
