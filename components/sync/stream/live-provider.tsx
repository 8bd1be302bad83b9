"use client";

import { onlineManager, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { noteStart } from "@/components/sync/gate/first-paint";
import type { LiveListener } from "@/components/sync/gate/live-cache";
import { createQueryClient } from "@/components/sync/stream/query-client";
import { onceIdle } from "@/components/ui/late/once-idle";
import { onCallFailure } from "./call-failures";
import type { ConnectionState } from "./connection";

interface ConnectionStatus {
  state: ConnectionState;
  /** The server runs another build than the one that rendered this page. */
  isUpdated: boolean;
}

const ConnectionContext = createContext<ConnectionStatus>({
  state: "connecting",
  isUpdated: false,
});
const ListenersContext = createContext<Set<LiveListener>>(new Set());

/** How things stand with the server. */
export function useConnection(): ConnectionStatus {
  return useContext(ConnectionContext);
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

interface LiveProviderProps {
  /** The last event before the page was rendered, so that nothing between the first paint and the stream is missed. */
  since: number;
  user: number;
  /** The build that rendered the page. */
  build: string;
  children: ReactNode;
}

/** One query cache and one event stream for every signed-in screen. */
export function LiveProvider({ children, ...page }: LiveProviderProps) {
  const [client] = useState(() => {
    const fresh = createQueryClient();
    noteStart(fresh, page.since);
    return fresh;
  });
  const [listeners] = useState(() => new Set<LiveListener>());
  return (
    <QueryClientProvider client={client}>
      <ListenersContext value={listeners}>
        <Stream {...page}>{children}</Stream>
      </ListenersContext>
    </QueryClientProvider>
  );
}

const RETRY_MS = 2_000;

/** Comes as late as the stream starts; what happened meanwhile follows from the event it starts after. */
async function engine(onFailure: () => void): Promise<typeof import("./live-engine")> {
  for (;;) {
    try {
      return await import("./live-engine");
    } catch {
      onFailure();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Requests wait in these states instead of failing, and are sent when the connection is back. */
const AWAY: ReadonlySet<ConnectionState> = new Set(["offline", "server_away", "signed_out"]);

function Stream({ since, user, build, children }: LiveProviderProps) {
  const client = useQueryClient();
  const router = useRouter();
  const listeners = useContext(ListenersContext);
  const [state, setState] = useState<ConnectionState>("connecting");
  const [isUpdated, setUpdated] = useState(false);
  const first = useRef({ since, build });
  useEffect(() => {
    let stop = () => {};
    let isOver = false;
    async function start() {
      const { connectCache, followEvents } = await engine(() => setState("server_away"));
      if (isOver) return;
      const cache = connectCache(client, listeners);
      const leave = followEvents(
        { since: first.current.since, user },
        {
          onEvents(items) {
            for (const item of items) cache.push(item);
          },
          onState(next) {
            setState(next);
            onlineManager.setOnline(!AWAY.has(next));
          },
          onGap: cache.gap,
          onBuild: (running) => setUpdated(running !== first.current.build),
          onAccessChanged() {
            router.refresh();
            cache.gap();
          },
        },
      );
      stop = () => {
        leave();
        cache.stop();
      };
    }
    // Hydration comes first: an event before it would change the state that React compares with the server's markup.
    const forget = onceIdle(() => void start());
    // The browser's own idea of being online says nothing about the server.
    onlineManager.setEventListener(() => undefined);
    const leaveFailures = onCallFailure((failure) => failure === "updated" && setUpdated(true));
    return () => {
      isOver = true;
      forget();
      stop();
      leaveFailures();
      onlineManager.setOnline(true);
    };
  }, [client, listeners, router, user]);
  const status = useMemo(() => ({ state, isUpdated }), [state, isUpdated]);
  return <ConnectionContext value={status}>{children}</ConnectionContext>;
}
