import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import {
  AUDIT_CATEGORIES,
  type EventFilter,
  eventHorizon,
  positionBefore,
  scopeOf,
} from "@/lib/events/replay";
import type { ActivityStats } from "./shapes";

/** The most events that are summed up. */
const MOST = 20_000;
const TOP_ACTORS = 10;
const HOUR_SECONDS = 3_600;

/** What happened in the last hours, in numbers: by type, by actor and by the hour. Index: events_pkey. */
export async function activityStats(ctx: Context, hours: number): Promise<ActivityStats> {
  const { projectId, withoutAudit } = scopeOf<EventFilter>(ctx.actor, {});
  const since = new Date(ctx.clock.now().getTime() - hours * HOUR_SECONDS * 1000);
  const after = await positionBefore(ctx.db, since, await eventHorizon(ctx.db));
  const ours = Prisma.sql`
    ${projectId === undefined ? Prisma.empty : Prisma.sql`AND project_id = ${projectId}`}
    ${withoutAudit ? Prisma.sql`AND category <> ALL(${AUDIT_CATEGORIES})` : Prisma.empty}`;
  const rows = await ctx.db.$queryRaw<
    { kind: "type" | "actor" | "hour"; name: string; count: number }[]
  >`
    WITH recent AS MATERIALIZED (
      SELECT type, actor, floor(extract(epoch FROM created_at) / ${HOUR_SECONDS}::int)::bigint * ${HOUR_SECONDS}::int AS hour
      FROM events WHERE id > ${after} AND id < event_horizon() ${ours} ORDER BY id DESC LIMIT ${MOST}::int)
    SELECT 'type' AS kind, type AS name, count(*)::int AS count FROM recent GROUP BY type
    UNION ALL SELECT 'actor', actor, count(*)::int FROM recent GROUP BY actor
    UNION ALL SELECT 'hour', hour::text, count(*)::int FROM recent GROUP BY hour`;
  const of = (kind: string) =>
    rows.filter((row) => row.kind === kind).toSorted((a, b) => b.count - a.count);
  return {
    timeframe: `${hours} hours`,
    activityByType: of("type").map(({ name, count }) => ({ type: name, count })),
    topActors: of("actor")
      .slice(0, TOP_ACTORS)
      .map(({ name, count }) => ({ actor: name, activity_count: count })),
    timeline: of("hour")
      .map(({ name, count }) => ({ timestamp: Number(name), count }))
      .toSorted((a, b) => a.timestamp - b.timestamp)
      .map((each) => ({ ...each, hour: new Date(each.timestamp * 1000).toISOString() })),
  };
}
