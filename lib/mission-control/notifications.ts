import { z } from "zod";
import { authorizeAgent } from "@/lib/agents/authorize";
import { authorize, isAgent } from "@/lib/auth/permissions";
import { agentNameOf, hasRole, projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import { asSystem, type Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs";
import type {
  DeleteNotifications,
  ListNotifications,
  MarkRead,
  NotificationWire,
} from "./notification-shapes";
import { catchUp, NOTIFIED_DAYS } from "./notification-sources";

export interface NotificationRow {
  id: number;
  recipient: string;
  type: string;
  title: string;
  message: string;
  source_type: string;
  source_id: number;
  read_at: string | null;
  delivered_at: string | null;
  created_at: string;
  source: NotificationWire["source"];
}

/** The notifications `n` that the caller may see: with a key limited to a project those of its tasks. */
export function visible(ctx: Context): Prisma.Sql {
  const limit = projectLimitOf(ctx.actor);
  return limit === null
    ? Prisma.sql`n.dismissed_at IS NULL`
    : Prisma.sql`n.dismissed_at IS NULL AND n.project_id = ${limit}::int`;
}

/** Index: tasks_pkey, comments_pkey. */
const SOURCE = Prisma.sql`CASE n.source_type
  WHEN 'task' THEN (SELECT jsonb_build_object('type', 'task', 'id', t.id, 'title', t.title, 'status', t.status)
    FROM tasks t WHERE t.id = n.source_id)
  WHEN 'comment' THEN (SELECT jsonb_build_object('type', 'comment', 'id', c.id, 'content', c.content, 'task_id', c.task_id,
      'task_title', t.title, 'content_preview', left(c.content, 100))
    FROM comments c JOIN tasks t ON t.id = c.task_id WHERE c.id = n.source_id)
  WHEN 'message' THEN (SELECT jsonb_build_object('type', 'message', 'id', m.id, 'content', m.content,
      'content_preview', left(m.content, 100)) FROM messages m WHERE m.id = n.source_id) END`;

const ROW = Prisma.sql`jsonb_build_object('id', n.id, 'recipient', n.recipient, 'type', n.type, 'title', n.title,
  'message', n.message, 'source_type', n.source_type, 'source_id', n.source_id, 'read_at', n.read_at,
  'delivered_at', n.delivered_at, 'created_at', n.created_at, 'source', ${SOURCE})`;

export async function readNotifications(
  ctx: Context,
  where: Prisma.Sql,
  { limit, offset = 0 }: { limit: number; offset?: number },
  order = Prisma.sql`n.created_at DESC, n.id DESC`,
): Promise<NotificationRow[]> {
  const rows = await ctx.db.$queryRaw<{ row: NotificationRow }[]>`
    SELECT ${ROW} AS row FROM client_notifications n WHERE ${where}
    ORDER BY ${order} LIMIT ${limit}::int OFFSET ${offset}::int`;
  return rows.map(({ row }) => row);
}

/** Refuses an agent's key what is not its own agent's, and a limited key the notifications of an agent that works beyond its project. */
export async function assertMayNotify(
  ctx: Context,
  action: "agent.inspect" | "agent.heartbeat",
  recipient: string,
): Promise<void> {
  if (isAgent(ctx.actor)) await authorizeAgent(ctx, action, recipient);
  else authorize(ctx.actor, action);
}

/** A recipient's notifications, newest first, and how many there are. Index: client_notifications_recipient_id_idx, client_notifications_unread_idx. */
export async function listNotifications(ctx: Context, query: ListNotifications) {
  const { recipient } = query;
  await assertMayNotify(ctx, "agent.inspect", recipient);
  return ctx.transaction(async (tx) => {
    await catchUp(tx, recipient);
    const ours = Prisma.sql`n.recipient = ${recipient} AND ${visible(tx)}`;
    const asked = Prisma.sql`(${query.unread_only ? Prisma.sql`n.read_at IS NULL` : Prisma.sql`true`}
      AND ${query.type === undefined ? Prisma.sql`true` : Prisma.sql`n.type = ${query.type}`})`;
    const [counts] = await tx.db.$queryRaw<{ total: number; unread: number }[]>`
      SELECT (count(*) FILTER (WHERE ${asked}))::int AS total, (count(*) FILTER (WHERE n.read_at IS NULL))::int AS unread
      FROM client_notifications n WHERE ${ours}`;
    const where = Prisma.sql`${ours} AND ${asked}`;
    const notifications = await readNotifications(tx, where, query);
    return { notifications, total: counts?.total ?? 0, unread: counts?.unread ?? 0 };
  });
}

/** Marks notifications as read: those with these ids, or all of a recipient. An agent's key marks only its own. */
export async function markRead(ctx: Context, input: MarkRead): Promise<number> {
  const own = isAgent(ctx.actor) ? agentNameOf(ctx.actor) : null;
  const recipient = input.recipient ?? own;
  if (recipient === null) authorize(ctx.actor, "agent.heartbeat");
  else await assertMayNotify(ctx, "agent.heartbeat", recipient);
  return ctx.transaction(async (tx) => {
    if (recipient !== null && input.ids === undefined) await catchUp(tx, recipient);
    return tx.db.$executeRaw`
      UPDATE client_notifications n SET read_at = clock_timestamp()
      WHERE n.read_at IS NULL AND ${visible(tx)}
        AND ${input.ids === undefined ? Prisma.sql`true` : Prisma.sql`n.id = ANY(${input.ids}::int[])`}
        AND ${recipient === null ? Prisma.sql`true` : Prisma.sql`n.recipient = ${recipient}`}`;
  });
}

/** Marks everything as delivered that an agent has not been given yet, and returns it. */
export async function markDelivered(ctx: Context, recipient: string): Promise<NotificationRow[]> {
  await assertMayNotify(ctx, "agent.heartbeat", recipient);
  return ctx.transaction(async (tx) => {
    await catchUp(tx, recipient);
    const marked = await tx.db.$queryRaw<{ id: number }[]>`
      UPDATE client_notifications n SET delivered_at = clock_timestamp()
      WHERE n.recipient = ${recipient} AND n.delivered_at IS NULL AND ${visible(tx)} RETURNING n.id`;
    const ids = marked.map(({ id }) => id);
    return readNotifications(tx, Prisma.sql`n.id = ANY(${ids}::int[])`, { limit: 500 });
  });
}

/** Removes notifications. They are kept out of sight until their time is over, so that they are not made again. For admins. */
export async function dismissNotifications(
  ctx: Context,
  { ids, recipient, olderThan }: DeleteNotifications,
): Promise<number> {
  if (!hasRole(ctx.actor, "admin") || isAgent(ctx.actor)) {
    throw new DomainError("forbidden", "Requires admin role or higher", {
      fix: "ask an admin, or mark them as read",
    });
  }
  const which =
    ids !== undefined
      ? Prisma.sql`n.id = ANY(${ids}::int[])`
      : Prisma.sql`n.recipient = ${recipient} AND n.created_at < to_timestamp(${olderThan}::float8)`;
  return ctx.db.$executeRaw`
    UPDATE client_notifications n SET dismissed_at = clock_timestamp() WHERE ${visible(ctx)} AND ${which}`;
}

export function notificationToWire(row: NotificationRow): NotificationWire {
  return {
    id: row.id,
    recipient: row.recipient,
    type: row.type,
    title: row.title,
    message: row.message,
    source_type: row.source_type,
    source_id: row.source_id,
    read_at: toUnixSeconds(row.read_at),
    delivered_at: toUnixSeconds(row.delivered_at),
    created_at: toUnixSeconds(row.created_at),
    workspace_id: 1,
    source: row.source,
  };
}

/** A few days longer than they are made for, so that none is made twice. */
const KEPT_DAYS = NOTIFIED_DAYS + 5;
const BATCH = 5_000;

/** Removes old notifications of existing clients. Index: client_notifications_created_at_idx. */
export async function removeOldClientNotifications(caller: Context): Promise<{ removed: number }> {
  const ctx = asSystem(caller, "notifications");
  for (let removed = 0; ; ) {
    const count = await ctx.db.$executeRaw`
      DELETE FROM client_notifications WHERE id IN (
        SELECT id FROM client_notifications WHERE created_at < clock_timestamp() - ${KEPT_DAYS}::int * interval '1 day'
        ORDER BY created_at LIMIT ${BATCH}::int)`;
    removed += count;
    if (count < BATCH) return { removed };
  }
}

export const removeOldClientNotificationsJob = defineJob({
  name: "removeOldClientNotifications",
  payload: z.strictObject({}),
  description: "Removes notifications that existing clients read and that are older than 35 days.",
  pool: "upkeep",
  periodic: "23 * * * *",
  run: (ctx) => removeOldClientNotifications(ctx),
});
