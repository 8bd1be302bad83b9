import pg from "pg";
import { forgetKeys, hearKeyChanges, KEYS_CHANNEL } from "@/lib/auth/keys/known-keys";
import { COMMITS_CHANNEL, commits } from "@/lib/core/commits";
import { config } from "@/lib/core/config";
import { type Database, database } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { type Blocker, findBlocker, HorizonLag } from "./horizon-lag";
import { NOTICES_CHANNEL, type NoticeWire, parseNotice } from "./notice";
import { eventHorizon, readEvents } from "./replay";
import type { EventRow } from "./types";

export type Subscriber = (events: EventRow[]) => void;
/** Receives ephemeral events as they come. */
export type NoticeSubscriber = (notice: NoticeWire) => void;

const BATCH = 500;
const SAFETY_TICK_MS = 1_000;
const RECONNECT_MAX_MS = 10_000;
/** A listening connection that leaves a query unanswered for this long is dead, even if nobody closed it. */
const SILENT_LISTENER_MS = 10_000;

/**
 * Follows the events table and passes new rows to this process's subscribers, in order, each exactly once. It wakes on
 * a commit in this process, on NOTIFY from another process, and when a look once a second finds that some transaction has ended since
 * the last read, which no notification has to arrive for. Without subscribers it reads nothing.
 */
export class EventHub {
  private readonly subscribers = new Set<Subscriber>();
  private readonly noticeSubscribers = new Set<NoticeSubscriber>();
  private readonly commitListeners = new Set<() => void>();
  private cursor: bigint | null = null;
  private reading = false;
  private again = false;
  private stopped = false;
  private listener: pg.Client | undefined;
  /** The listener, while it is connected and responsive. */
  private connected: pg.Client | undefined;
  private looking: { since: number } | undefined;
  private readonly lag = new HorizonLag();
  /** PostgreSQL's transaction numbers as they were seen last, and as they were before the last read that succeeded. */
  private sampled: string | null = null;
  private settled: string | null = null;
  private tick: NodeJS.Timeout | undefined;

  private readonly db: Database;
  private readonly listenUrl: string;

  constructor(db: Database, listenUrl: string) {
    this.db = db;
    this.listenUrl = listenUrl;
  }

  start(): void {
    commits.on("committed", this.onHeard);
    this.tick = setInterval(() => void this.check(), SAFETY_TICK_MS);
    this.tick.unref();
    void this.listen(100);
  }

  /**
   * What happens once a second: measures the lag, and reads events unless PostgreSQL's transaction numbers say that nothing can have
   * been written since the last read.
   */
  async check(): Promise<void> {
    const isSampled = await this.lookAtLag();
    if (!isSampled || this.sampled !== this.settled) this.onCommit();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.tick);
    commits.off("committed", this.onHeard);
    this.commitListeners.clear();
    this.subscribers.clear();
    this.noticeSubscribers.clear();
    this.setConnected(undefined);
    await this.listener?.end().catch(() => undefined);
  }

  /**
   * Subscribes to events and returns the position after which they start: replay up to there first. Call the returned
   * `unsubscribe` to stop. From now on `onNotice` gets ephemeral events.
   */
  async subscribe(
    subscriber: Subscriber,
    onNotice?: NoticeSubscriber,
  ): Promise<{ from: bigint; unsubscribe: () => void }> {
    if (this.subscribers.size === 0 || this.cursor === null) {
      const horizon = await eventHorizon(this.db);
      // Another subscriber may have started the reader meanwhile; then its position counts.
      if (this.subscribers.size === 0 || this.cursor === null) {
        this.cursor = horizon - 1n;
        this.settled = null;
      }
    }
    this.subscribers.add(subscriber);
    if (onNotice) this.noticeSubscribers.add(onNotice);
    return {
      from: this.cursor,
      unsubscribe: () => {
        this.subscribers.delete(subscriber);
        if (onNotice) this.noticeSubscribers.delete(onNotice);
      },
    };
  }

  /**
   * Calls `listener` when a command has committed events, in this process or another; also once the connection that hears of others is
   * made again. Unlike a subscription it costs nothing while there are none. Returns how to stop.
   */
  onCommits(listener: () => void): () => void {
    this.commitListeners.add(listener);
    return () => this.commitListeners.delete(listener);
  }

  /** For how many seconds events have waited for a transaction that does not end. Null until it has been measured. */
  get lagSeconds(): number | null {
    const lagMs = this.lag.at(performance.now());
    return lagMs === null ? null : Math.round(lagMs / 100) / 10;
  }

  /**
   * The transactions that events currently wait for. Null when there are none, or when the database cannot be queried.
   */
  async blocker(): Promise<Blocker | null> {
    return this.connected ? findBlocker(this.connected) : null;
  }

  /**
   * Uses the listening connection, which is free however busy the pool is. One that does not answer is replaced. Says whether it
   * answered.
   */
  private async lookAtLag(): Promise<boolean> {
    const client = this.connected;
    if (!client) return false;
    if (this.looking) {
      if (performance.now() - this.looking.since > SILENT_LISTENER_MS) {
        logger.warn("the connection that listens for events does not answer, opening another");
        this.setConnected(undefined);
        // With a query pending, this closes the socket at once.
        client.end().catch(() => undefined);
      }
      return false;
    }
    const looking = { since: performance.now() };
    this.looking = looking;
    try {
      const horizon = await this.lag.measure(client);
      if (!horizon) return false;
      this.sampled = `${horizon.oldest} ${horizon.next}`;
      return true;
    } catch (error) {
      if (!this.stopped) logger.debug({ err: (error as Error).message }, "event lag not measured");
      return false;
    } finally {
      if (this.looking === looking) this.looking = undefined;
    }
  }

  get size(): number {
    return this.subscribers.size;
  }

  private readonly onHeard = (): void => {
    for (const listener of this.commitListeners) listener();
    this.onCommit();
  };

  private readonly onCommit = (): void => {
    if (this.subscribers.size === 0) return;
    if (this.reading) this.again = true;
    else void this.read();
  };

  private onNotice(payload: string | undefined): void {
    if (this.noticeSubscribers.size === 0) return;
    const notice = parseNotice(payload);
    if (notice) for (const subscriber of this.noticeSubscribers) subscriber(notice);
  }

  private async read(): Promise<void> {
    this.reading = true;
    try {
      do {
        this.again = false;
        // Seen before the read, which therefore finds all that was written until then.
        const { sampled } = this;
        const after = this.cursor ?? (await eventHorizon(this.db)) - 1n;
        const events = await readEvents(this.db, after, BATCH);
        const last = events.at(-1);
        if (last) {
          this.cursor = last.id;
          for (const subscriber of this.subscribers) tell(subscriber, events);
          this.again ||= events.length === BATCH;
        }
        if (!this.again) this.settled = sampled;
      } while (this.again && !this.stopped);
    } catch (error) {
      if (!this.stopped) logger.warn({ err: (error as Error).message }, "events not read");
    } finally {
      this.reading = false;
    }
  }

  private setConnected(client: pg.Client | undefined): void {
    this.connected = client;
    hearKeyChanges(client !== undefined);
  }

  private async listen(retryMs: number): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.listenUrl,
      application_name: "baton-events",
      keepAlive: true,
    });
    this.listener = client;
    let down = false;
    const reconnect = (): void => {
      if (down || this.stopped) return;
      down = true;
      if (this.connected === client) this.setConnected(undefined);
      this.looking = undefined;
      client.end().catch(() => undefined);
      setTimeout(() => void this.listen(Math.min(retryMs * 2, RECONNECT_MAX_MS)), retryMs).unref();
    };
    client.on("error", reconnect);
    client.on("end", reconnect);
    client.on("notification", ({ channel, payload }) => {
      if (channel === KEYS_CHANNEL) forgetKeys();
      else if (channel === NOTICES_CHANNEL) this.onNotice(payload);
      else this.onHeard();
    });
    try {
      await client.connect();
      await client.query(
        `LISTEN ${COMMITS_CHANNEL}; LISTEN ${NOTICES_CHANNEL}; LISTEN ${KEYS_CHANNEL}`,
      );
      retryMs = 100;
      this.setConnected(client);
      this.onHeard();
    } catch {
      reconnect();
    }
  }
}

/** One that fails keeps no other from its events, which come once. */
function tell(subscriber: Subscriber, events: EventRow[]): void {
  try {
    subscriber(events);
  } catch (error) {
    const { message, stack } = error as Error;
    logger.error({ err: { message, stack } }, "a reader of events failed");
  }
}

const singleton = globalThis as typeof globalThis & { __batonEventHub?: EventHub };

/** The hub of this process, started once however often its module is loaded. */
export function eventHub(): EventHub {
  if (!singleton.__batonEventHub) {
    singleton.__batonEventHub = new EventHub(database(), config.directDatabaseUrl);
    singleton.__batonEventHub.start();
  }
  return singleton.__batonEventHub;
}

/** The hub if it was started, for callers that only inspect it. */
export const startedEventHub = (): EventHub | undefined => singleton.__batonEventHub;

export async function stopEventHub(): Promise<void> {
  const hub = singleton.__batonEventHub;
  singleton.__batonEventHub = undefined;
  await hub?.stop();
}
