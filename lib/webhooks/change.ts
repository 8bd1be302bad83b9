import { randomBytes } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import { projectLimitOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { eventHorizon } from "@/lib/events/replay";
import { checkWrittenAddress, PrivateAddressError, receiversOf } from "./address";
import { SEND_WEBHOOKS } from "./job-names";
import { lockWebhook, readWebhook, type WebhookRow } from "./row";
import type { CreateWebhook, UpdateWebhook } from "./schema";
import { addSecret } from "./secrets";

/** Each event is compared with every webhook, so there is a limit. */
const MAX_WEBHOOKS = 200;

/**
 * Makes a webhook and returns it with its secret, this once. It gets the events from now on. Admins only; with a key of one project,
 * only for that project's events. Fails with `invalid` for an address that is private without a name server being asked.
 */
export async function createWebhook(
  ctx: Context,
  input: CreateWebhook,
): Promise<{ webhook: WebhookRow; secret: string }> {
  const projectId = input.project_id ?? projectLimitOf(ctx.actor);
  authorize(ctx.actor, "webhook.manage", { projectId: projectId ?? undefined });
  assertReceiver(input.url);
  await requireProof(ctx);
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "webhooks");
    if ((await tx.db.webhook.count()) >= MAX_WEBHOOKS) {
      throw new DomainError("conflict", `There are ${MAX_WEBHOOKS} webhooks already`, {
        fix: "delete one that is not needed, or let one receiver pass events on",
      });
    }
    if (projectId !== null) await assertProject(tx, projectId);
    const { id } = await tx.db.webhook.create({
      data: {
        token: randomBytes(6).toString("hex"),
        name: input.name,
        url: input.url,
        events: input.events,
        projectId,
        enabled: input.enabled,
        disabledReason: input.enabled ? null : "person",
        position: (await eventHorizon(tx.db)) - 1n,
        createdBy: tx.actor.name,
      },
    });
    const secret = await addSecret(tx, id);
    await record(tx, { type: "webhook.created", projectId, data: { id, name: input.name } });
    await addJob(tx.db, SEND_WEBHOOKS, {}, { key: SEND_WEBHOOKS.name });
    return { webhook: await readWebhook(tx, id), secret };
  });
}

/**
 * Changes a webhook. Enabling it forgets the failures; it goes on after the last event that its receiver is done with, as far as
 * events are kept, or with events from now on. Another address takes a fresh proof, as making a webhook does.
 */
export async function updateWebhook(
  ctx: Context,
  id: number,
  { start_from, ...input }: UpdateWebhook,
): Promise<WebhookRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockWebhook(tx, id);
    if (input.url !== undefined && input.url !== before.url) {
      assertReceiver(input.url);
      await requireProof(tx);
    }
    const changed = changedFields(before, input);
    const isEnabled = input.enabled === true && !before.enabled;
    if (start_from === "now") changed.push("position");
    if (changed.length === 0) return before;
    const { name = before.name, url, events, enabled } = input;
    await tx.db.webhook.update({
      where: { id },
      data: {
        name,
        url,
        events,
        enabled,
        ...(enabled === undefined ? {} : { disabledReason: enabled ? null : "person" }),
        ...(isEnabled || input.url !== undefined ? TRY_NOW : {}),
        ...(isEnabled ? { failures: 0, failingSince: null } : {}),
        ...(start_from === "now" ? { position: (await eventHorizon(tx.db)) - 1n } : {}),
        updatedAt: tx.clock.now(),
      },
    });
    await record(tx, {
      type: "webhook.updated",
      projectId: before.projectId,
      data: { id, name, changed },
    });
    await addJob(tx.db, SEND_WEBHOOKS, {}, { key: SEND_WEBHOOKS.name });
    return readWebhook(tx, id);
  });
}

/** The message at the head of the queue is tried at once, as if for the first time. */
export const TRY_NOW = { attempt: 0, nextAttemptAt: null } as const;

/** Deletes a webhook with its secrets and its log. What is being sent to it at this moment may still arrive. */
export async function removeWebhook(ctx: Context, id: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { name, projectId } = await lockWebhook(tx, id);
    await tx.db.webhook.delete({ where: { id } });
    await record(tx, { type: "webhook.deleted", projectId, data: { id, name } });
  });
}

function changedFields(before: WebhookRow, input: Omit<UpdateWebhook, "start_from">): string[] {
  const changed: string[] = [];
  if (input.name !== undefined && input.name !== before.name) changed.push("name");
  if (input.url !== undefined && input.url !== before.url) changed.push("url");
  if (input.events !== undefined && input.events.join() !== before.events.join())
    changed.push("events");
  if (input.enabled !== undefined && input.enabled !== before.enabled) changed.push("enabled");
  return changed;
}

/** The words are those that existing clients know. */
function assertReceiver(url: string): void {
  try {
    checkWrittenAddress(new URL(url), receiversOf(config.webhookReceivers));
  } catch (error) {
    if (!(error instanceof PrivateAddressError)) throw error;
    throw new DomainError("invalid", "Webhook URL cannot point to internal or private services", {
      fix: "use a public address, or let the operator list this one in BATON_WEBHOOK_RECEIVERS",
      problems: [{ field: "url", rule: `is refused: ${error.message}` }],
    });
  }
}

async function assertProject(tx: TxContext, id: number): Promise<void> {
  const project = await tx.db.project.findUnique({ where: { id } });
  if (!project) throw invalid("project_id", `there is no project ${id}`);
  if (project.archivedAt) throw invalid("project_id", `${project.name} is archived`);
}
