import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { ApiError } from "@/components/sync/api";
import { floorOf, isWatched, queryKeys } from "@/components/sync/cache/query-keys";
import { LISTS_AT_ONCE } from "@/components/sync/cache/read-lists";
import { browserClock, type GateClock } from "./event-gate";

/** Marks that arrive together are acted upon together. */
const GATHER_MS = 100;
/** Over this time the pace is measured. */
const RECENT_MS = 6_000;
/** This many batches of events within `RECENT_MS` are a steady flow, or this many events, which a busy page hears in a few lumps. */
const [FLOW_BATCHES, FLOW_EVENTS] = [4, 40];
const MINUTE_MS = 60_000;
/** The readings per minute of a tab that stay allowed in a slow flow, and in any. */
const [LEAST_PER_MINUTE, MOST_PER_MINUTE] = [6, 56];
/** In a flow of this many events per second, one more reading per minute is allowed. */
const EVENTS_PER_READING = 4;
/**
 * In a flow: the time between two readings of a query, which doubles for one that is always stale again, and how many readings
 * a minute are kept for those that seldom are.
 */
const [PACED_MS, MOST_PACED_MS] = [10_000, 40_000];
const KEPT_FOR_SELDOM = 2;
/** Between two readings of a query that is only checked, because events keep it current. */
const CHECK_MS = 30_000;

/** Why a query is read: `needed` shows what is not known yet, `check` confirms what events have already changed. */
export type Need = "needed" | "check";

/**
 * Reads stale queries again at a pace. A single event is answered at once. As events keep coming, the whole tab reads six times a
 * minute, more at hundreds of events a second, and the queries take turns; the last event is always followed by a reading. A reading under way is never cancelled, and each query has at most one. Hidden tabs read nothing, and everything
 * stale once when they are looked at again. See docs/decisions/0053-pace-of-rereading.md.
 */
export interface Rereader {
  /** Everything under this key is stale. */
  stale(queryKey: QueryKey, need?: Need): void;
  /** All queries are stale: events were missed. */
  staleAll(): void;
  /** So many events have just come, whatever they touched. */
  heard(events: number): void;
  /** Whether a reading beyond those of queries fits the pace now; if so, it is counted. */
  take(): boolean;
  stop(): void;
}

export function createRereader(client: QueryClient, clock: GateClock = browserClock): Rereader {
  const cache = client.getQueryCache();
  const marked = new Map<string, { queryKey: QueryKey; need: Need }>();
  const wanted = new Map<Query, { since: number; need: Need }>();
  const paces = new WeakMap<Query, { startedAt: number; interval: number }>();
  let heard: { at: number; events: number }[] = [];
  let readings: { at: number; requests: number }[] = [];
  let cancelMark: (() => void) | undefined;
  let cancelPlan: (() => void) | undefined;
  let stopped = false;

  const recentEvents = (): number => heard.reduce((sum, { events }) => sum + events, 0);
  const isFlowing = (): boolean => heard.length >= FLOW_BATCHES || recentEvents() >= FLOW_EVENTS;
  const inLastMinute = (): number => readings.reduce((sum, { requests }) => sum + requests, 0);
  const allowed = (): number => {
    if (!isFlowing()) return MOST_PER_MINUTE;
    const perSecond = recentEvents() / (RECENT_MS / 1_000);
    const more = Math.max(0, perSecond - 1) / EVENTS_PER_READING;
    return Math.min(MOST_PER_MINUTE, LEAST_PER_MINUTE + Math.floor(more));
  };
  const forget = (now: number): void => {
    heard = heard.filter(({ at }) => now - at < RECENT_MS);
    readings = readings.filter(({ at }) => now - at < MINUTE_MS);
  };
  const fits = (query: Query, requests: number): boolean => {
    if (requests === 0) return true;
    const used = inLastMinute();
    const isOften = isFlowing() && (paces.get(query)?.interval ?? 0) > PACED_MS;
    const most = allowed() - (isOften ? KEPT_FOR_SELDOM : 0);
    return used === 0 || used + requests <= most;
  };

  /** When this query may be read, as a time of the clock. */
  const dueAt = (
    query: Query,
    { since, need }: { since: number; need: Need },
    isFree: boolean,
  ): number => {
    const pace = paces.get(query);
    if (need === "check") return (pace?.startedAt ?? since) + CHECK_MS;
    if (pace === undefined) return since;
    const floor = floorOf(query.queryKey);
    const isPaced = isFlowing() && !isFree && !isWatched(query.queryKey);
    return pace.startedAt + (isPaced ? Math.max(floor, pace.interval) : floor);
  };

  const start = (query: Query, now: number, requests: number): void => {
    wanted.delete(query);
    const last = paces.get(query);
    const isAgain = isFlowing() && last !== undefined && now - last.startedAt < 2 * last.interval;
    const interval = isAgain ? Math.min(2 * last.interval, MOST_PACED_MS) : PACED_MS;
    paces.set(query, { startedAt: now, interval });
    if (!isWatched(query.queryKey)) readings.push({ at: now, requests });
    query
      .fetch(undefined, { cancelRefetch: false })
      .catch((error: unknown) => {
        // The server may be back soon; a refusal stays one.
        const isRefusal = error instanceof ApiError && error.status < 500;
        if (!isRefusal && !wanted.has(query)) wanted.set(query, { since: now, need: "check" });
      })
      .finally(plan);
  };

  function plan(): void {
    cancelPlan?.();
    cancelPlan = undefined;
    if (stopped || clock.isHidden()) return;
    const now = clock.now();
    forget(now);
    const lastRead = (query: Query): number => paces.get(query)?.startedAt ?? 0;
    const byTurn = [...wanted].sort(([a, { need }], [b, other]) =>
      need === other.need ? lastRead(a) - lastRead(b) : need === "needed" ? -1 : 1,
    );
    const together = gatherLists();
    for (const [query, want] of byTurn) {
      const requests = requestsOf(query) - together.saved(query);
      // A query that nobody shows any more is read when it is shown again.
      if (!isReadable(query)) wanted.delete(query);
      else if (query.state.fetchStatus !== "idle" || dueAt(query, want, requests === 0) > now)
        continue;
      else if (isWatched(query.queryKey) || fits(query, requests)) {
        together.add(query);
        start(query, now, requests);
      }
    }
    // The pace itself changes with the time, so it is asked again soon rather than calculated ahead.
    if (wanted.size > 0) cancelPlan = clock.after(250, plan);
  }

  const mark = (): void => {
    cancelMark = undefined;
    const now = clock.now();
    for (const { queryKey, need } of marked.values()) {
      for (const query of cache.findAll({ queryKey })) {
        // The mark outlives the screen: an inactive query is read when it is shown again.
        if (need === "needed" || !query.isActive()) query.invalidate();
        if (!isReadable(query)) continue;
        const before = wanted.get(query);
        if (!before || (before.need === "check" && need === "needed")) {
          wanted.set(query, { since: now, need });
        }
      }
    }
    marked.clear();
    plan();
  };

  const stopListening = clock.onVisibility(() => {
    if (clock.isHidden()) return;
    const now = clock.now();
    const together = gatherLists();
    for (const [query] of wanted) {
      if (!isReadable(query)) wanted.delete(query);
      else if (query.state.fetchStatus === "idle") {
        const requests = requestsOf(query) - together.saved(query);
        together.add(query);
        start(query, now, requests);
      }
    }
    plan();
  });

  return {
    stale(queryKey, need = "needed") {
      const hash = JSON.stringify(queryKey);
      if (need === "check" && marked.has(hash)) return;
      marked.set(hash, { queryKey, need });
      cancelMark ??= clock.after(GATHER_MS, mark);
    },
    staleAll() {
      marked.set("", { queryKey: [], need: "needed" });
      cancelMark ??= clock.after(GATHER_MS, mark);
    },
    heard(events) {
      const now = clock.now();
      const last = heard.at(-1);
      if (last && now - last.at < GATHER_MS) last.events += events;
      else heard.push({ at: now, events });
      if (heard.length > 2 * (RECENT_MS / GATHER_MS)) forget(now);
    },
    take() {
      const now = clock.now();
      forget(now);
      if (clock.isHidden() || isFlowing() || inLastMinute() >= LEAST_PER_MINUTE) return false;
      readings.push({ at: now, requests: 1 });
      return true;
    },
    stop() {
      stopped = true;
      cancelMark?.();
      cancelPlan?.();
      stopListening();
    },
  };
}

const isReadable = (query: Query): boolean =>
  query.isActive() && !query.isDisabled() && !query.isStatic();

/** Lists of tasks that start together are one request (read-lists.ts), so the second and every further one saves its own. */
function gatherLists() {
  let lists = 0;
  const isList = ({ queryKey: [first] }: Query): boolean =>
    first === queryKeys.feeds[0] || first === queryKeys.counts[0];
  return {
    saved: (query: Query): number => (isList(query) && lists % LISTS_AT_ONCE > 0 ? 1 : 0),
    add(query: Query): void {
      if (isList(query)) lists++;
    },
  };
}

/** A list is read page by page; what else reads several times says so in `meta.requests`. */
function requestsOf(query: Query): number {
  if (query.queryKey[0] === queryKeys.feeds[0]) {
    const { pages } = (query.state.data ?? { pages: [] }) as { pages: unknown[] };
    return Math.max(1, pages.length);
  }
  return typeof query.meta?.requests === "number" ? query.meta.requests : 1;
}
