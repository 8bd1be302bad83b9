import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { readEvent } from "@/lib/events/replay";
import { eventToWire } from "@/lib/events/wire";
import type { ListDeliveries } from "./schema";
import type { Attempt, DeliveryDetailWire } from "./shapes";
import { type DeliveryRow, deliveryToWire } from "./wire";

const MOST_COUNTED = 1_000;

const COLUMNS = Prisma.raw(
  `d.id, d.webhook_id, w.token, d.event_id, d.type, d.state, d.attempts -> -1 AS last,
   jsonb_array_length(d.attempts) AS attempt_count, d.created_at, d.updated_at`,
);

/**
 * The deliveries of one webhook, or of all that the actor may manage, newest first. Indexes: webhook_deliveries_webhook_id_id_idx, or
 * webhook_deliveries_pkey for those of all.
 */
export async function listDeliveries(
  ctx: Context,
  { webhook_id, state, limit, before }: ListDeliveries,
): Promise<{ deliveries: DeliveryRow[]; total: number; hasMore: boolean }> {
  const project = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "webhook.manage", { projectId: project ?? undefined });
  const filter = Prisma.sql`
    ${webhook_id === undefined ? Prisma.empty : Prisma.sql`AND d.webhook_id = ${webhook_id}`}
    ${state === undefined ? Prisma.empty : Prisma.sql`AND d.state = ${state}`}
    ${project === null ? Prisma.empty : Prisma.sql`AND w.project_id = ${project}`}`;
  const rows = await ctx.db.$queryRaw<DeliveryRow[]>`
    SELECT ${COLUMNS} FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
    WHERE true ${filter} ${before === undefined ? Prisma.empty : Prisma.sql`AND d.id < ${before}`}
    ORDER BY d.id DESC LIMIT ${limit + 1}`;
  const [counted] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
      WHERE true ${filter} LIMIT ${MOST_COUNTED}) AS counted`;
  return {
    deliveries: rows.slice(0, limit),
    total: counted?.n ?? 0,
    hasMore: rows.length > limit,
  };
}

/** One delivery with its payload and its attempts. Fails with `not_found`, also beyond the project of the actor's key. */
export async function readDelivery(ctx: Context, id: number | bigint): Promise<DeliveryDetailWire> {
  const project = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "webhook.manage", { projectId: project ?? undefined });
  const [row] = await ctx.db.$queryRaw<
    (DeliveryRow & {
      project_id: number | null;
      attempts: Attempt[];
      payload: Record<string, unknown> | null;
    })[]
  >`
    SELECT ${COLUMNS}, w.project_id, d.attempts, d.payload
    FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE d.id = ${id}`;
  if (!row || (project !== null && row.project_id !== project)) throw notFound("Delivery");
  const event = row.event_id === null ? null : await readEvent(ctx.db, row.event_id);
  const payload = row.payload ? { type: row.type, ...row.payload } : null;
  return {
    ...deliveryToWire(row),
    attempts: row.attempts,
    payload: event ? { ...eventToWire(event) } : payload,
  };
}
