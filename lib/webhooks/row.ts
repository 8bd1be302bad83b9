import { authorize, termsOf } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import type { WebhookModel } from "@/prisma/generated/models";

/** A webhook with the ends of its valid secrets, the newest first. */
export interface WebhookRow extends WebhookModel {
  secrets: { hint: string; expiresAt: Date | null }[];
}

/** Index: webhook_secrets_webhook_id_id_idx. */
const withHints = () =>
  ({
    secrets: {
      select: { hint: true, expiresAt: true },
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
      orderBy: { id: "desc" },
    },
  }) satisfies Prisma.WebhookInclude;

/** Every webhook that the actor may manage, oldest first: with a key of one project, those of that project. */
export async function listWebhooks(ctx: Context): Promise<WebhookRow[]> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "webhook.manage", { projectId: limit ?? undefined });
  return ctx.db.webhook.findMany({
    where: limit === null ? {} : { projectId: limit },
    include: withHints(),
    orderBy: { id: "asc" },
  });
}

/** Fails with `not_found`, also for a webhook beyond the project that the actor's key is limited to. */
export async function readWebhook(ctx: Context, id: number): Promise<WebhookRow> {
  const row = await ctx.db.webhook.findUnique({ where: { id }, include: withHints() });
  assertMay(ctx, row);
  return row;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockWebhook(tx: TxContext, id: number): Promise<WebhookRow> {
  await tx.db.$queryRaw`SELECT 1 AS locked FROM webhooks WHERE id = ${id} FOR UPDATE`;
  return readWebhook(tx, id);
}

/** Tells nobody who may manage no webhooks which there are. */
function assertMay<T extends { projectId: number | null }>(
  ctx: Context,
  row: T | null,
): asserts row is T {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "webhook.manage", { projectId: limit ?? undefined });
  if (row === null || (limit !== null && row.projectId !== limit)) throw notFound("Webhook");
}

/** A webhook that Baton disabled, or that has failed for an hour. */
export type TroubledWebhook = Pick<WebhookModel, "id" | "name" | "enabled" | "lastError"> & {
  failingSince: Date;
};

/** Those that the actor may manage; none for who may manage no webhooks. Index: none; webhooks are few. */
export async function webhooksInTrouble(ctx: Context): Promise<TroubledWebhook[]> {
  const terms = termsOf(ctx.actor, "webhook.manage");
  if (terms === null) return [];
  return ctx.db.$queryRaw<TroubledWebhook[]>`
    SELECT id, name, enabled, last_error AS "lastError", failing_since AS "failingSince" FROM webhooks
    WHERE failing_since IS NOT NULL AND (project_id = ${terms.projectId}::int OR ${terms.projectId}::int IS NULL)
      AND (disabled_reason = 'failing' OR (enabled AND failing_since < clock_timestamp() - interval '1 hour'))
    ORDER BY id`;
}
