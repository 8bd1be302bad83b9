import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { addJobs } from "@/lib/core/jobs";
import type { TriggerDeliveryModel } from "@/prisma/generated/models";
import { jobOf } from "./create-task";
import { CREATE_TRIGGERED_TASK } from "./job-names";
import { lockTrigger, readTrigger } from "./row";
import type { ListTriggerDeliveries } from "./schema";
import type { TriggerDeliveryDetailWire, TriggerDeliveryWire } from "./shapes";
import { type DeliveryRow, deliveryToWire } from "./wire";

const TASK = { task: { select: { workflowRunId: true, workflowStageId: true } } } as const;

type DetailRow = TriggerDeliveryModel & DeliveryRow;

/** A page of what fired a trigger, newest first; `next` is the cursor of the older page. Index: trigger_deliveries_trigger_id_id_idx. */
export async function listTriggerDeliveries(
  ctx: Context,
  ref: string,
  { outcome, limit, cursor }: ListTriggerDeliveries,
): Promise<{ deliveries: TriggerDeliveryWire[]; next: string | null }> {
  const { id } = await readTrigger(ctx, ref);
  const rows = await ctx.db.triggerDelivery.findMany({
    where: { triggerId: id, outcome, ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
    omit: { payload: true },
    include: TASK,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const deliveries = rows.slice(0, limit).map(deliveryToWire);
  return { deliveries, next: rows.length > limit ? String(deliveries.at(-1)?.id) : null };
}

/** One delivery with what was sent. Fails with `not_found`, also for one of another trigger. */
export async function readTriggerDelivery(
  ctx: Context,
  ref: string,
  deliveryId: number,
): Promise<TriggerDeliveryDetailWire> {
  const { id } = await readTrigger(ctx, ref);
  return detailOf(await findDelivery(ctx, id, deliveryId));
}

async function findDelivery(ctx: Context, triggerId: number, id: number): Promise<DetailRow> {
  const row = await ctx.db.triggerDelivery.findUnique({ where: { id }, include: TASK });
  if (!row || row.triggerId !== triggerId) throw notFound("Delivery");
  return row;
}

const detailOf = (row: DetailRow): TriggerDeliveryDetailWire => ({
  ...deliveryToWire(row),
  payload: row.payload as Record<string, unknown> | null,
});

/**
 * Lets a delivery fire its trigger again, with the template as it is now: for one that failed, was skipped, or was not wanted. It is a
 * delivery of its own. Fails with `conflict` for one whose task is still to be created, or whose payload was not kept.
 */
export async function replayDelivery(
  ctx: Context,
  ref: string,
  deliveryId: number,
): Promise<TriggerDeliveryDetailWire> {
  return ctx.transaction(async (tx) => {
    const { id } = await lockTrigger(tx, ref);
    const before = await findDelivery(tx, id, deliveryId);
    assertReplayable(before);
    const replayed = await tx.db.triggerDelivery.create({
      data: {
        triggerId: id,
        messageId: await replayId(tx, before),
        type: before.type,
        payload: before.payload as Prisma.InputJsonObject,
        outcome: "received",
        depth: before.depth,
      },
      include: TASK,
    });
    await addJobs(tx.db, CREATE_TRIGGERED_TASK, [jobOf(replayed.id)]);
    return detailOf(replayed);
  });
}

function assertReplayable({ outcome, payload }: TriggerDeliveryModel): void {
  if (outcome === "received")
    throw new DomainError("conflict", "Its task is still to be created", {
      fix: "wait a moment and read the delivery again",
    });
  if (payload === null)
    throw new DomainError("conflict", "What was sent was too large to be kept", {
      fix: "let the sender send it again",
    });
}

/** No sender's id contains a space. The trigger is locked, so the number is free. */
async function replayId(tx: TxContext, { id, triggerId }: TriggerDeliveryModel): Promise<string> {
  const before = await tx.db.triggerDelivery.count({
    where: { triggerId, messageId: { startsWith: `replay of ${id} ` } },
  });
  return `replay of ${id} (${before + 1})`;
}
