"use client";

import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { createQueryClient } from "@/components/sync/cache/query-client";
import { noteStart } from "@/components/sync/gate/first-paint";
import { connectCache, type LiveListener } from "@/components/sync/gate/live-cache";
import { onceIdle } from "@/components/sync/gate/once-idle";
import { followEvents, type StreamState } from "./event-source";

const StreamStateContext = createContext<StreamState>("connecting");
const ListenersContext = createContext<Set<LiveListener>>(new Set());

export function useStreamState(): StreamState {
  return useContext(StreamStateContext);
}

/**
 * Calls the listener with the events of each frame, oldest first, for what is not a query, such as a highlight. Memoise the
 * listener.
 */
export function useLiveEvents(listener: LiveListener): void {
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
  const [client] = useState(() => {
    const fresh = createQueryClient();
    noteStart(fresh, Number(since));
    return fresh;
  });
  const [listeners] = useState(() => new Set<LiveListener>());
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
    const cache = connectCache(client, listeners);
    let stop = () => {};
    // Hydration comes first: an event before it would change the state that React compares with the server's markup.
    const forget = onceIdle(() => {
      stop = followEvents(first.current, {
        onEvent: cache.push,
        onNotice: cache.push,
        onState: setState,
        onGap: cache.gap,
      });
    });
    return () => {
      forget();
      stop();
      cache.stop();
    };
  }, [client, listeners]);
  return <StreamStateContext value={state}>{children}</StreamStateContext>;
}
