import {
  type Batch,
  type Connection,
  type ConnectionState,
  createConnection,
  type Ports,
} from "./connection";
import type { StreamItem } from "./server-stream";

/** What tabs tell each other. The number in the channel's name grows when a message changes its meaning. */
type TabMessage =
  | { kind: "batch"; batch: Batch }
  | { kind: "gap"; at: number }
  | { kind: "state"; state: ConnectionState; build: string | null }
  | { kind: "access_changed" }
  /** A tab says where it is, and wants what it missed. `doubt`: it also wants the connection to be looked after. */
  | { kind: "hello"; from: string; last: number; doubt: Doubt | null }
  | { kind: "missed"; to: string; batch: Batch; state: ConnectionState; build: string | null }
  /** What the tab missed is no longer kept. */
  | { kind: "forgotten"; to: string; at: number; state: ConnectionState; build: string | null };

type Doubt = "wake" | "check";

/** `BroadcastChannel`, as far as it is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** `navigator.locks`, as far as it is used. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
}

export interface SharedPorts extends Ports {
  /** Null where the browser has none or forbids it: then this tab has a stream of its own. */
  locks: Locks | null;
  openChannel: ((name: string) => Channel) | null;
  isVisible(): boolean;
  newId(): string;
}

export interface StreamHandlers {
  /** Events in the order of their ids, each exactly once, and ephemeral ones between them. */
  onEvents(items: StreamItem[]): void;
  onState(state: ConnectionState): void;
  /** Events were missed for good: all data on the screen must be read again. */
  onGap(): void;
  onBuild(build: string): void;
  onAccessChanged(): void;
}

export interface SharedStream {
  /** The page woke up, or the network is back. */
  wake(): void;
  /** A request failed in a way that speaks of the connection or the session. */
  check(): void;
  /** The browser says that there is no network. */
  lose(): void;
  /** The page is about to be frozen or left: another tab takes over. */
  suspend(): void;
  /** The page goes on after `suspend`. */
  resume(): void;
  stop(): void;
}

/** After this much silence the leader is asked, and replaced when it does not answer. */
const ASK_LEADER_MS = 25_000;
const LEADER_ANSWERS_WITHIN_MS = 10_000;
/** A hidden tab leaves it to those in front. */
const HIDDEN_PATIENCE_MS = 20_000;
const WATCH_MS = 5_000;
/** How many events a tab keeps for others. */
const KEPT_EVENTS = 500;
/** Batches that a tab cannot use yet keep coming while it waits for what it missed. */
const ASK_AGAIN_MS = 1_000;

/**
 * The event stream that all tabs of one user share (decision 0050). The tab with the lock is the leader: it keeps the
 * connection and passes on what it hears. `since` is the event up to which this page was rendered.
 */
export function createSharedStream(
  { since, user }: { since: number; user: number },
  ports: SharedPorts,
  handlers: StreamHandlers,
): SharedStream {
  const name = `baton-events-1-user-${user}`;
  const me = ports.newId();
  let last = since;
  /** The events after `keptFrom`, for tabs that missed some. */
  let kept: { id: number; item: StreamItem }[] = [];
  let keptFrom = since;
  let state: ConnectionState = "connecting";
  let build: string | null = null;
  let channel: Channel | null = null;
  let connection: Connection | null = null;
  /** When the stream was last known to be alive, and when the leader last said anything. */
  let streamHeardAt = ports.now();
  let leaderHeardAt = ports.now();
  /** When the leader was asked without an answer yet. */
  let askedAt: number | null = null;
  let holeAt = Number.NEGATIVE_INFINITY;
  let isActive = false;
  let leave = (): void => undefined;
  let cancelWatch = (): void => undefined;

  const post = (message: TabMessage): void => channel?.postMessage(message);

  function accept({ after, through, items }: Batch): void {
    if (after > last) {
      askForHole();
      return;
    }
    const fresh = items.filter((item) => !("id" in item) || item.id > last);
    for (const item of fresh) if ("id" in item) kept.push({ id: item.id, item });
    const removed = kept.splice(0, Math.max(0, kept.length - KEPT_EVENTS)).at(-1);
    if (removed) keptFrom = removed.id;
    last = Math.max(last, through);
    if (fresh.length > 0) handlers.onEvents(fresh);
  }

  function askForHole(): void {
    const now = ports.now();
    if (Math.abs(now - holeAt) < ASK_AGAIN_MS) return;
    holeAt = now;
    hello(null);
  }

  function startAnew(at: number): void {
    kept = [];
    last = Math.max(last, at);
    keptFrom = last;
    handlers.onGap();
  }

  function setState(next: ConnectionState, nextBuild: string | null): void {
    if (nextBuild !== null && nextBuild !== build) handlers.onBuild(nextBuild);
    build = nextBuild ?? build;
    if (next !== state) handlers.onState(next);
    state = next;
  }

  /**
   * A page that was just made knows better than a leader that is signed out or away: its greeting makes the leader look
   * again, and what comes of it is told to all.
   */
  function setFirstState(told: { state: ConnectionState; build: string | null }): void {
    const isNews = state !== "connecting" || told.state === "live";
    setState(isNews ? told.state : state, told.build);
  }

  /** Asks the leader for what this tab missed. */
  function hello(doubt: Doubt | null): void {
    post({ kind: "hello", from: me, last, doubt });
  }

  function answer(to: string, theirs: number): void {
    if (theirs < keptFrom) {
      post({ kind: "forgotten", to, at: last, state, build });
      return;
    }
    const items = kept.filter(({ id }) => id > theirs).map(({ item }) => item);
    const batch = { after: Math.min(theirs, last), through: last, items };
    post({ kind: "missed", to, batch, state, build });
  }

  function heardLeader(): void {
    leaderHeardAt = ports.now();
    askedAt = null;
  }

  function receive(message: TabMessage): void {
    if (message.kind === "hello") {
      if (!connection) return;
      answer(message.from, message.last);
      if (message.doubt === "wake") connection.wake();
      if (message.doubt === "check") connection.check();
      return;
    }
    // A leader that was replaced may have a message under way; its successor knows as much.
    if (connection || ("to" in message && message.to !== me)) return;
    heardLeader();
    switch (message.kind) {
      case "batch":
        streamHeardAt = ports.now();
        accept(message.batch);
        break;
      case "gap":
        startAnew(message.at);
        break;
      case "state":
        setState(message.state, message.build);
        break;
      case "access_changed":
        handlers.onAccessChanged();
        break;
      case "missed":
        if (message.state === "live") streamHeardAt = ports.now();
        setFirstState(message);
        accept(message.batch);
        break;
      case "forgotten":
        setFirstState(message);
        startAnew(message.at);
    }
  }

  function lead(): void {
    connection = createConnection({ position: last, heardAt: streamHeardAt, user }, ports, {
      onBatch(batch) {
        streamHeardAt = ports.now();
        accept(batch);
        post({ kind: "batch", batch });
      },
      onState(next) {
        setState(next, null);
        post({ kind: "state", state, build });
      },
      onGap(at) {
        startAnew(at);
        post({ kind: "gap", at });
      },
      onBuild: (next) => setState(state, next),
      onAccessChanged() {
        handlers.onAccessChanged();
        post({ kind: "access_changed" });
      },
    });
  }

  function follow(): void {
    connection?.stop();
    connection = null;
    heardLeader();
  }

  /** Waits for the lock, or takes it from a leader that is silent. */
  function candidate(steal: boolean): void {
    leave();
    const { locks } = ports;
    if (!locks || !channel) {
      lead();
      return;
    }
    const waiting = new AbortController();
    const held = Promise.withResolvers<void>();
    let isOver = false;
    leave = () => {
      isOver = true;
      waiting.abort();
      held.resolve();
      follow();
    };
    const asked = locks.request(name, steal ? { steal } : { signal: waiting.signal }, () => {
      if (isOver) return Promise.resolve();
      lead();
      return held.promise;
    });
    asked.catch(() => {
      if (isOver) return;
      const wasLeader = connection !== null;
      follow();
      // Another tab found this one silent and took over; without ever having led, locks are forbidden here.
      if (wasLeader) candidate(false);
      else lead();
      hello(null);
    });
  }

  function watch(): void {
    cancelWatch = ports.after(WATCH_MS, watch);
    const now = ports.now();
    leaderHeardAt = Math.min(leaderHeardAt, now);
    if (connection) return;
    const silent = now - leaderHeardAt - (ports.isVisible() ? 0 : HIDDEN_PATIENCE_MS);
    if (askedAt === null) {
      if (silent < ASK_LEADER_MS) return;
      askedAt = now;
      hello("wake");
    } else if (Math.abs(now - askedAt) >= LEADER_ANSWERS_WITHIN_MS) {
      heardLeader();
      candidate(true);
    }
  }

  function resume(): void {
    if (isActive) return;
    isActive = true;
    channel = openChannel(ports, name);
    if (channel) channel.onmessage = ({ data }) => receive(data as TabMessage);
    heardLeader();
    candidate(false);
    hello("wake");
    cancelWatch = ports.after(WATCH_MS, watch);
  }

  function suspend(): void {
    if (!isActive) return;
    isActive = false;
    cancelWatch();
    leave();
    follow();
    channel?.close();
    channel = null;
  }

  resume();
  return {
    wake: () => (connection ? connection.wake() : hello("wake")),
    check: () => (connection ? connection.check() : hello("check")),
    lose: () => connection?.lose(),
    suspend,
    resume,
    stop: suspend,
  };
}

function openChannel({ locks, openChannel: open }: SharedPorts, name: string): Channel | null {
  if (!locks || !open) return null;
  try {
    return open(name);
  } catch {
    return null;
  }
}
