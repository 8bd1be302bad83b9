import { authorize } from "@/lib/auth/permissions";
import { type Actor, hasRole, projectLimitOf } from "@/lib/core/actor";
import { Prisma, type Queryable, type Transaction } from "@/lib/core/database";
import type { EventRow, EventType } from "./types";

/** A reader's filter for the stream; empty means everything. */
export interface EventFilter {
  /** Whole types (`task.created`) or the part before the dot (`task`). */
  types?: string[];
  projectId?: number;
  taskId?: number;
  agent?: string;
  /** Leaves out events for admins only: users, keys, sign-ins with their addresses, and webhooks. */
  withoutAudit?: boolean;
  /** The person who reads, for what is told to people only. */
  person?: number;
}

/** Which events a reader of the past asks for: a filter of the stream, and what only the past can be narrowed by. */
export interface ActivityFilter extends EventFilter {
  /** The name of who did it. No index: whoever reads by it reads a window (`windowStart`). */
  actor?: string;
  /** Only events after this one. */
  after?: bigint;
}

/**
 * Narrows a filter to what the actor may read: a key limited to a project gets only that project's events, and only
 * admins get the audit events. Refuses a project other than the key's with `forbidden`.
 */
export function scopeOf<F extends EventFilter>(actor: Actor, filter: F): F {
  authorize(actor, "event.read", { projectId: filter.projectId });
  return {
    ...filter,
    projectId: projectLimitOf(actor) ?? filter.projectId,
    withoutAudit: !hasRole(actor, "admin"),
    person: actor.kind === "user" ? actor.id : undefined,
  };
}

/** The categories that only admins may read. */
export const AUDIT_CATEGORIES: readonly string[] = ["auth", "settings", "webhook", "backup"];

export function matches(
  filter: EventFilter,
  event: Pick<EventRow, "project_id" | "task_id" | "agent" | "data"> & { type: EventType },
): boolean {
  if (event.type === "notification.changed" && !isToldTo(filter.person, event.data.user_id))
    return false;
  if (filter.projectId !== undefined && event.project_id !== filter.projectId) return false;
  if (filter.taskId !== undefined && event.task_id !== filter.taskId) return false;
  if (filter.agent !== undefined && event.agent !== filter.agent) return false;
  if (filter.withoutAudit && AUDIT_CATEGORIES.some((area) => event.type.startsWith(`${area}.`)))
    return false;
  if (!filter.types?.length) return true;
  return filter.types.some((type) => event.type === type || event.type.startsWith(`${type}.`));
}

/** Whether a person is told what is for one person, or for everybody if `userId` is null. */
const isToldTo = (person: number | undefined, userId: unknown): boolean =>
  person !== undefined && (userId === null || userId === person);

/**
 * The first id that is not final: every event below it is committed and visible, so a reader that stops here never
 * skips one that commits late. `event_horizon()` is the oldest running transaction as an event id.
 */
export async function eventHorizon(db: Queryable): Promise<bigint> {
  const rows = await db.$queryRaw<{ horizon: bigint }[]>`SELECT event_horizon() AS horizon`;
  return rows[0]?.horizon ?? 0n;
}

/** Data of version 0 is converted when it is read. */
const COLUMNS = Prisma.raw(
  "id, type, project_id, task_id, agent, run_id, actor, actor_kind, version, CASE WHEN version = 0 THEN event_data(data) ELSE data END AS data, created_at",
);

/**
 * Up to `limit` final events after `after` and not after `through`, oldest first. Index: events_pkey. Replays filter in the
 * database; the live reader passes no filter.
 */
export async function readEvents(
  db: Queryable,
  after: bigint,
  limit: number,
  filter: EventFilter = {},
  through?: bigint,
): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT ${COLUMNS}
    FROM events
    WHERE id > ${after} AND id < event_horizon() ${filterSql(filter)}
      ${through === undefined ? Prisma.empty : Prisma.sql`AND id <= ${through}`}
    ORDER BY id
    LIMIT ${limit}`;
}

/** The newest final events before `before` (or the newest of all), newest first, for the activity feed. */
export async function readEventsBackwards(
  db: Transaction,
  limit: number,
  filter: ActivityFilter = {},
  before?: bigint,
  skip = 0,
): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>(readBackwards(limit, filter, before, skip));
}

/** How many events a reader looks at for one page when it asks for what has no index. */
const WINDOW = 20_000;

/**
 * The event before the window of the newest events before `before` (or of all): a reader by something without an index stops here, and
 * goes on from here when it is asked for more. Null when there are no earlier ones. Index: events_pkey.
 */
export async function windowStart(db: Queryable, before?: bigint): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM events WHERE id < LEAST(event_horizon(), ${before ?? null}::bigint)
    ORDER BY id DESC OFFSET ${WINDOW}::int LIMIT 1`;
  return row?.id ?? null;
}

/**
 * The next `size` final events after a position, of any type: the last of them, and whether there may be more. A reader with a narrow
 * filter that is far behind goes from one such window to the next. Null when there are none. Index: events_pkey.
 */
export async function nextWindow(
  db: Queryable,
  after: bigint,
  size: number,
): Promise<{ through: bigint; isFull: boolean } | null> {
  const [row] = await db.$queryRaw<{ through: bigint | null; n: number }[]>`
    SELECT max(id) AS through, count(*)::int AS n FROM (
      SELECT id FROM events WHERE id > ${after} AND id < event_horizon() ORDER BY id LIMIT ${size}) AS final`;
  return row?.through == null ? null : { through: row.through, isFull: row.n === size };
}

/** One event, unless it is no longer kept. Index: events_pkey. */
export async function readEvent(db: Queryable, id: bigint): Promise<EventRow | null> {
  const [row] = await db.$queryRaw<EventRow[]>`SELECT ${COLUMNS} FROM events WHERE id = ${id}`;
  return row ?? null;
}

/**
 * The id after which the events since a time begin, at most `upTo`. Ids grow with time but times have no index, so it is found by
 * halving, with one read of the primary key at each of some sixty steps.
 */
export async function positionBefore(db: Queryable, since: Date, upTo: bigint): Promise<bigint> {
  let [below, above] = [-1n, upTo];
  while (above - below > 1n) {
    const middle = (below + above) / 2n;
    const [event] = await db.$queryRaw<{ id: bigint; isSince: boolean }[]>`
      SELECT id, created_at >= ${since} AS "isSince" FROM events
      WHERE id > ${middle} AND id <= ${above} ORDER BY id LIMIT 1`;
    if (!event || event.isSince) above = middle;
    else below = event.id;
  }
  return above < 0n ? 0n : above;
}

const MOST_COUNTED = 200;

/** How many events pass the filter; no more than 200 are counted. Index: that of `readEventsBackwards`. */
export async function countEvents(db: Transaction, filter: ActivityFilter = {}): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM (${newest(filter, undefined, MOST_COUNTED)}) found LIMIT ${MOST_COUNTED}::int
    ) counted`;
  return row?.n ?? 0;
}

/** The query of `readEventsBackwards`. Index: one of each partition by task, project, agent or category, else its primary key. */
export function readBackwards(
  limit: number,
  filter: ActivityFilter,
  before?: bigint,
  skip = 0,
): Prisma.Sql {
  return Prisma.sql`
    SELECT ${COLUMNS} FROM (${newest(filter, before, limit + skip)}) found ORDER BY id DESC
    LIMIT ${limit} ${skip > 0 ? Prisma.sql`OFFSET ${skip}::int` : Prisma.empty}`;
}

/**
 * The newest final events that pass a filter, at most `most`, or at most `most` of each category where only several categories are asked
 * for: rare ones among many others are found by the index of each, not by walking through the others.
 */
function newest(filter: ActivityFilter, before: bigint | undefined, most: number): Prisma.Sql {
  const passing = Prisma.sql`id < LEAST(event_horizon(), ${before ?? null}::bigint) ${filterSql(filter)}`;
  const last = Prisma.sql`ORDER BY id DESC LIMIT ${most}::int`;
  const categories = [...new Set(filter.types?.map((type) => type.split(".")[0]))];
  const hasIndex = [filter.taskId, filter.projectId, filter.agent].some((one) => one !== undefined);
  if (categories.length < 2 || hasIndex) {
    return Prisma.sql`SELECT * FROM events WHERE ${passing} ${last}`;
  }
  return Prisma.join(
    categories.map(
      (category) =>
        Prisma.sql`(SELECT * FROM events WHERE category = ${category} AND ${passing} ${last})`,
    ),
    " UNION ALL ",
  );
}

function filterSql(filter: ActivityFilter): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (filter.projectId !== undefined) parts.push(Prisma.sql`AND project_id = ${filter.projectId}`);
  if (filter.taskId !== undefined) parts.push(Prisma.sql`AND task_id = ${filter.taskId}`);
  if (filter.agent !== undefined) parts.push(Prisma.sql`AND agent = ${filter.agent}`);
  if (filter.actor !== undefined) parts.push(Prisma.sql`AND actor = ${filter.actor}`);
  if (filter.after !== undefined) parts.push(Prisma.sql`AND id > ${filter.after}`);
  if (filter.withoutAudit) parts.push(Prisma.sql`AND category <> ALL(${AUDIT_CATEGORIES})`);
  if (filter.types?.length) {
    const categories = [...new Set(filter.types.map((type) => type.split(".")[0]))];
    parts.push(
      categories.length === 1
        ? Prisma.sql`AND category = ${categories[0]}`
        : Prisma.sql`AND category = ANY(${categories})`,
    );
    const whole = filter.types.every((type) => !type.includes("."));
    if (!whole)
      parts.push(Prisma.sql`AND (type = ANY(${filter.types}) OR category = ANY(${filter.types}))`);
  }
  return parts.length ? Prisma.join(parts, " ") : Prisma.empty;
}
