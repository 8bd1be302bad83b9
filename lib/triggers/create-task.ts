import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { addJobs, defineJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { createTask } from "@/lib/tasks/change/create";
import { startFromTemplate } from "@/lib/workflows/start-template";
import type { TriggerDeliveryModel, TriggerModel } from "@/prisma/generated/models";
import { CREATE_TRIGGERED_TASK } from "./job-names";
import { presetData } from "./presets";
import { type Rendered, type RenderedStart, renderStart, renderTask, type Source } from "./render";
import { kindOf, lockTriggerRow, presetOf, templateOf } from "./row";

/**
 * Creates the task of a delivery that was received, once, however many processes do this: the task and what the delivery became commit
 * together. A template that cannot become a task makes the delivery fail, with the reason. Returns how many tasks were created.
 */
export async function createTriggeredTask(caller: Context, deliveryId: number): Promise<number> {
  const ctx = asSystem(caller, "triggers");
  try {
    return await ctx.transaction(async (tx) => {
      const found = await lockReceived(tx, deliveryId);
      if (!found) return 0;
      const { trigger, delivery } = found;
      const { task, missing } = await create(tx, trigger, delivery);
      await settle(tx, found, { outcome: "created", missing, task });
      return 1;
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const reason = error.message;
    await ctx.transaction(async (tx) => {
      const found = await lockReceived(tx, deliveryId);
      if (found) await settle(tx, found, { outcome: "failed", reason });
    });
    return 0;
  }
}

interface Found {
  trigger: TriggerModel;
  delivery: TriggerDeliveryModel;
}

/** The delivery if its task is still to be created, with its trigger, both locked; the trigger first, as every other command does. */
async function lockReceived(tx: TxContext, id: number): Promise<Found | null> {
  const known = await tx.db.triggerDelivery.findUnique({
    where: { id },
    select: { triggerId: true },
  });
  const trigger = known && (await lockTriggerRow(tx, known.triggerId));
  if (!trigger) return null;
  const delivery = await tx.db.triggerDelivery.findUnique({ where: { id } });
  return delivery?.outcome === "received" ? { trigger, delivery } : null;
}

/** Creates the task, or starts the workflow, whose head is the task then. */
async function create(tx: TxContext, trigger: TriggerModel, delivery: TriggerDeliveryModel) {
  const rendered = renderDelivery(trigger, delivery, tx.clock.now());
  const { missing } = rendered;
  if ("task" in rendered) return { missing, task: await createTask(tx, rendered.task, "trigger") };
  const { id, name, projectId } = trigger;
  const task = await startFromTemplate(tx, {
    ...rendered.start,
    projectId,
    source: { kind: "trigger", id, name },
  });
  return { missing, task };
}

/** What comes of a delivery by its trigger's template. Also for one that is not stored, whose id is null. */
export function renderDelivery(
  trigger: TriggerModel,
  delivery: { id: bigint | null; payload: unknown },
  now: Date,
): Rendered | RenderedStart {
  const { id, name, projectId, preset } = trigger;
  const template = templateOf(trigger);
  const data = presetData(preset, delivery.payload);
  const source: Source = {
    trigger: { id, name },
    projectId,
    delivery: delivery.id === null ? null : Number(delivery.id),
    sender:
      kindOf(trigger) !== "webhook"
        ? "Baton"
        : presetOf(trigger)
          ? "GitHub"
          : "a sender outside Baton",
    kind: kindOf(trigger),
    day: now.toISOString().slice(0, 10),
  };
  if (template.workflow) return renderStart(template, template.workflow, data, source);
  return renderTask(template, data, source);
}

type Became =
  | { outcome: "created"; missing: string[]; task: { id: number; ticket_ref: string } }
  | { outcome: "failed"; reason: string };

/** Writes down what a delivery became, counts it, and tells of it. */
async function settle(tx: TxContext, { trigger, delivery }: Found, became: Became): Promise<void> {
  const now = tx.clock.now();
  const isCreated = became.outcome === "created";
  const reason = isCreated ? null : became.reason;
  const task = isCreated ? became.task : null;
  await tx.db.triggerDelivery.update({
    where: { id: delivery.id },
    data: {
      outcome: became.outcome,
      reason,
      settledAt: now,
      ...(isCreated
        ? { missing: became.missing, taskId: became.task.id, ticketRef: became.task.ticket_ref }
        : {}),
    },
  });
  await tx.db.trigger.update({
    where: { id: trigger.id },
    data: isCreated
      ? { createdCount: { increment: 1 }, lastError: null, lastErrorAt: null }
      : {
          failedCount: { increment: 1 },
          lastError: reason,
          lastErrorAt: trigger.lastErrorAt ?? now,
        },
  });
  await record(tx, {
    type: isCreated ? "trigger.fired" : "trigger.failed",
    projectId: trigger.projectId,
    taskId: task?.id ?? null,
    data: {
      trigger: { id: trigger.id, name: trigger.name },
      delivery: {
        id: Number(delivery.id),
        type: delivery.type,
        reason,
        ticket_ref: task?.ticket_ref ?? null,
      },
    },
  });
}

/** A job that waits longer than this may have been lost with its process, so another one is queued. */
const LOST_AFTER_MS = 60_000;
const MOST_QUEUED = 500;

/** Queues the jobs of deliveries that have waited for their task too long. Index: trigger_deliveries_received_idx. */
export async function queueLostDeliveries(ctx: Context): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM trigger_deliveries
    WHERE outcome = 'received' AND created_at < clock_timestamp() - ${LOST_AFTER_MS}::int * interval '1 millisecond'
    ORDER BY id LIMIT ${MOST_QUEUED}`;
  await addJobs(
    ctx.db,
    CREATE_TRIGGERED_TASK,
    rows.map(({ id }) => jobOf(id)),
  );
  return rows.length;
}

/** The job that creates a delivery's task, under a key of its own. */
export const jobOf = (id: bigint | number) => ({
  payload: { delivery: Number(id) },
  key: `trigger-delivery:${id}`,
});

export const createTriggeredTaskJob = defineJob({
  ...CREATE_TRIGGERED_TASK,
  description: "Creates the task of what fired a trigger.",
  run: async (ctx, { delivery }) => ({ created: await createTriggeredTask(ctx, delivery) }),
});
