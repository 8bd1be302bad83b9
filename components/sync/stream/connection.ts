import type { OpenStream, StreamEnd, StreamItem, StreamMessage } from "./server-stream";

/**
 * How things stand with the server, for people to read. `reconnecting` is the first moment after a break; then it is the
 * browser that has no network (`offline`) or the server that does not answer (`server_away`). `signed_out`: the session
 * has ended or the browser is somebody else's now. `forbidden`: the server answers and refuses.
 */
export type ConnectionState =
  | "connecting"
  | "live"
  | "reconnecting"
  | "offline"
  | "server_away"
  | "signed_out"
  | "forbidden";

/** A piece of the stream without holes: everything after the event `after` up to `through`. */
export interface Batch {
  after: number;
  through: number;
  items: StreamItem[];
}

/** The outside world, which tests replace. */
export interface Ports {
  open: OpenStream;
  /** Wall-clock time in milliseconds, which goes on while the machine sleeps. */
  now(): number;
  /** Runs the work once, later; returns a function that cancels it. */
  after(ms: number, work: () => void): () => void;
  /** What the browser knows of the network. */
  isOnline(): boolean;
}

export interface ConnectionHandlers {
  /** Something was heard; without items, only that the stream is alive. */
  onBatch(batch: Batch): void;
  onState(state: ConnectionState): void;
  /** Events were missed for good: what is shown must be read again. The stream goes on after the event `at`. */
  onGap(at: number): void;
  /** The build of the server, with each connection. */
  onBuild(build: string): void;
  /** The server ended the stream because the role or the projects of the user changed. */
  onAccessChanged(): void;
}

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** A restart is over sooner than these tries; after them the server is said to be away. */
const AWAY_AFTER = 3;
/** How often a session that ended is tried again: somebody may have signed in in another tab. */
const REFUSED_RETRY_MS = 60_000;
/** Ticks come every 15 seconds. */
const SILENT_MS = 40_000;
/** After less silence than this there is no doubt; waking up with more, the connection is made anew. */
const DOUBT_MS = 20_000;
/** A request for a stream that is not answered in this time is given up. */
const OPENS_WITHIN_MS = 20_000;
const WATCH_MS = 5_000;
/** After a longer silence, such as a night asleep, reading anew is cheaper than replaying the events. */
const REPLAY_WITHIN_MS = 5 * 60_000;

export interface Connection {
  /** Makes the connection anew if it may have died unnoticed: the page woke up, or the network is back. */
  wake(): void;
  /** Makes the connection anew whatever it looks like: a request of this page failed. */
  check(): void;
  /** The browser says that there is no network. */
  lose(): void;
  stop(): void;
}

/**
 * Keeps a stream of `user` open after the event `position`. It hears that the stream is alive by its ticks, reconnects
 * from the last event when they stay out, and says in one word how things stand. `heardAt` is when the position was
 * known to be current.
 */
export function createConnection(
  { position, heardAt, user }: { position: number; heardAt: number; user: number },
  ports: Ports,
  handlers: ConnectionHandlers,
): Connection {
  let last = position;
  let heard = heardAt;
  let attemptedAt = 0;
  let watchedAt = ports.now();
  let failures = 0;
  let state: ConnectionState = "connecting";
  let isOpen = false;
  let isOpening = false;
  let stopped = false;
  let close = (): void => undefined;
  let cancelRetry = (): void => undefined;
  let cancelWatch = (): void => undefined;

  function setState(next: ConnectionState): void {
    state = next;
    handlers.onState(next);
  }

  function connect(): void {
    if (stopped) return;
    cancelRetry();
    close();
    isOpen = false;
    isOpening = true;
    attemptedAt = ports.now();
    if (state === "offline" && ports.isOnline()) setState("reconnecting");
    const isGap = attemptedAt - heard > REPLAY_WITHIN_MS;
    const since = isGap ? "" : `&since=${last}`;
    let isMine = true;
    const end = ports.open(`/api/events?ticks=true${since}`, {
      onMessages: (messages) => {
        for (const message of messages) if (isMine && !stopped) receive(message, isGap);
        if (isMine && !stopped) flush();
      },
      onEnd: (why) => {
        if (isMine && !stopped) ended(why);
      },
    });
    close = () => {
      isMine = false;
      end();
    };
  }

  let pending: StreamItem[] = [];
  let through = last;
  function flush(): void {
    heard = ports.now();
    if (!isOpen) return;
    const batch = { after: last, through, items: pending };
    pending = [];
    last = through;
    handlers.onBatch(batch);
  }

  function receive(message: StreamMessage, isGap: boolean): void {
    switch (message.type) {
      case "connected":
        break;
      case "tick":
        if (message.user !== user) {
          refused();
          break;
        }
        if (!isOpen) opened(message.build, isGap ? message.id : null);
        through = Math.max(through, message.id);
        break;
      case "reset":
        if (message.data.reason === "history_removed") {
          flush();
          handlers.onGap(last);
        } else retry("reconnecting", RETRY_MS[0]);
        break;
      case "closed":
        if (message.data.reason === "access_changed") handlers.onAccessChanged();
        if (message.data.reason.startsWith("access_")) connect();
        break;
      default:
        pending.push(message);
        if ("id" in message) through = message.id;
    }
  }

  function opened(build: string, startedAnewAt: number | null): void {
    isOpen = true;
    isOpening = false;
    failures = 0;
    pending = [];
    if (startedAnewAt !== null) last = startedAnewAt;
    through = last;
    handlers.onBuild(build);
    if (startedAnewAt !== null) handlers.onGap(last);
    setState("live");
  }

  function ended(why: StreamEnd): void {
    const status = why.kind === "refused" ? why.status : null;
    if (status === 401) refused();
    else if (status === 403) retry("forbidden", REFUSED_RETRY_MS);
    else {
      const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? RETRY_MS[0];
      failures++;
      const asked = why.kind === "refused" ? why.retryAfterMs : null;
      const isShort = failures < AWAY_AFTER || status === 429;
      retry(isShort ? "reconnecting" : "server_away", asked ?? wait);
    }
  }

  const refused = (): void => retry("signed_out", REFUSED_RETRY_MS);

  function retry(next: ConnectionState, wait: number): void {
    close();
    cancelRetry();
    isOpen = false;
    isOpening = false;
    const isAway = next === "reconnecting" || next === "server_away";
    if (!isAway) failures = 0;
    setState(isAway && !ports.isOnline() ? "offline" : next);
    if (!stopped) cancelRetry = ports.after(wait, connect);
  }

  function watch(): void {
    const now = ports.now();
    const sinceLastWatch = now - watchedAt;
    watchedAt = now;
    cancelWatch = ports.after(WATCH_MS, watch);
    // The clock was set back.
    heard = Math.min(heard, now);
    attemptedAt = Math.min(attemptedAt, now);
    if (isOpen && now - heard > (sinceLastWatch > DOUBT_MS ? DOUBT_MS : SILENT_MS)) {
      setState(ports.isOnline() ? "reconnecting" : "offline");
      connect();
    } else if (isOpening && now - attemptedAt > OPENS_WITHIN_MS) {
      ended({ kind: "unreachable" });
    }
  }

  connect();
  cancelWatch = ports.after(WATCH_MS, watch);
  return {
    wake() {
      if (isOpen ? ports.now() - heard > DOUBT_MS : !isOpening) connect();
    },
    check() {
      if (!isOpening) connect();
    },
    lose() {
      failures = Math.max(failures, 1);
      retry("reconnecting", RETRY_MS[0]);
    },
    stop() {
      stopped = true;
      cancelRetry();
      cancelWatch();
      close();
    },
  };
}
