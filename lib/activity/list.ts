import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import {
  type ActivityFilter,
  countEvents,
  matches,
  readEvent,
  readEvents,
  readEventsBackwards,
  scopeOf,
  windowStart,
} from "@/lib/events/replay";
import { removedThrough } from "@/lib/events/retention";
import type { ListActivities } from "@/lib/events/schema";
import type { EventRow } from "@/lib/events/types";
import { pastOf } from "./filter";

/** A page of events, newest first. */
export interface Activities {
  events: EventRow[];
  hasMore: boolean;
  /** Where the next, older page begins; null when there is nothing at all. */
  nextBefore: bigint | null;
}

/** How many newer events stand above the one that a page is read around. */
const NEWER = 20;

/**
 * What happened, newest first. What is asked for by actor has no index, so a page then looks at 20,000 events at most and may be
 * short or empty while there is more. Fails with `not_found` for `around` an event that is no longer kept.
 */
export async function listActivities(ctx: Context, query: ListActivities): Promise<Activities> {
  const { filter, before } = await pastOf(ctx, query);
  if (query.around !== undefined) return around(ctx, filter, query.around, query.limit);
  return page(ctx, filter, query.limit, before, Math.min(query.offset ?? 0, MOST_SKIPPED));
}

/** How far `offset` reaches; whoever wants more follows `before`. */
const MOST_SKIPPED = 10_000;

async function page(
  ctx: Context,
  filter: ActivityFilter,
  limit: number,
  before?: bigint,
  skip = 0,
): Promise<Activities> {
  const start = filter.actor === undefined ? null : await windowStart(ctx.db, before);
  const isWithin = start !== null && start > (filter.after ?? -1n);
  const narrowed = isWithin ? { ...filter, after: start } : filter;
  const found = await readEventsBackwards(ctx.db, limit + 1, narrowed, before, skip);
  const events = found.slice(0, limit);
  const isFull = found.length > limit;
  const last = events.at(-1)?.id ?? null;
  return {
    events,
    hasMore: isFull || isWithin,
    nextBefore: isWithin && !isFull ? start + 1n : last,
  };
}

/** The page around one event: up to twenty newer ones, the event, and older ones. */
async function around(
  ctx: Context,
  filter: ActivityFilter,
  id: bigint,
  limit: number,
): Promise<Activities> {
  const event = await readEvent(ctx.db, id);
  if (!event || !matches(scopeOf(ctx.actor, {}), event)) throw await missing(ctx, id);
  const newer = await readEvents(ctx.db, id, NEWER, filter);
  const older = await page(ctx, filter, limit, id);
  return {
    events: [...newer.reverse(), event, ...older.events],
    hasMore: older.hasMore,
    nextBefore: older.nextBefore ?? id,
  };
}

async function missing(ctx: Context, id: bigint): Promise<DomainError> {
  if (id <= (await removedThrough(ctx.db))) {
    return new DomainError("not_found", `Event ${id} is no longer kept`, {
      fix: "ask an admin to keep events for longer, in Settings under System",
    });
  }
  return new DomainError("not_found", `There is no event ${id} that you may read`, {
    fix: "check the address",
  });
}

/** How many events pass the filter, counted up to 200 and among the newest 20,000 where there is no index. */
export async function countActivities(ctx: Context, query: ListActivities): Promise<number> {
  const { filter } = await pastOf(ctx, { ...query, before: undefined });
  if (filter.actor === undefined) return countEvents(ctx.db, filter);
  const start = await windowStart(ctx.db);
  const after = start !== null && start > (filter.after ?? -1n) ? start : filter.after;
  return countEvents(ctx.db, { ...filter, after });
}
