import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { ANSWERS, DELIVERY_OUTCOMES, PRESETS, TRIGGER_KINDS } from "./schema";

export const TriggerShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    project_id: z.int(),
    kind: z.enum(TRIGGER_KINDS),
    preset: z.enum(PRESETS).nullable(),
    /** Where messages are sent to; null for what happens in Baton. */
    url: TextOrNull,
    /** Only its last characters; null for what happens in Baton. */
    secret: TextOrNull,
    /** Whether a secret can be read: without one no message is taken, and it needs a new one. Null for what happens in Baton. */
    secret_readable: z.boolean().nullable(),
    /** Earlier secrets that are accepted still. */
    old_secrets: z.array(z.strictObject({ secret: z.string(), expires_at: Seconds })),
    /** What it fires on, by kind. */
    match: z.looseObject({}),
    task_template: z.looseObject({ title: z.string() }),
    /** What fires it more often within an hour creates no task; null for no limit. */
    max_per_hour: z.int().nullable(),
    paused: z.boolean(),
    paused_at: SecondsOrNull,
    paused_by: TextOrNull,
    pause_note: TextOrNull,
    /** What came of its deliveries so far. */
    counts: z.strictObject({
      created: z.int(),
      skipped: z.int(),
      ignored: z.int(),
      failed: z.int(),
    }),
    /** Requests that were refused: for a wrong signature, an old or future time, content that is none, another content under a known id, and too many at once. */
    refused: z.strictObject({
      signature: z.int(),
      timestamp: z.int(),
      content: z.int(),
      conflict: z.int(),
      rate: z.int(),
    }),
    last_refused_at: SecondsOrNull,
    last_refusal: TextOrNull,
    last_delivery_at: SecondsOrNull,
    /** Why the last delivery became no task; null once one did. */
    last_error: TextOrNull,
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
    etag: z.string(),
  })
  .meta({ id: "Trigger", description: "Creates a task when something happens." });
export type TriggerWire = z.output<typeof TriggerShape>;

const delivery = {
  id: z.int(),
  trigger_id: z.int(),
  /** The sender's id of the message, or what happened in Baton. */
  message_id: z.string(),
  /** What it is about, such as `issues.opened` or `task.done`. */
  type: z.string(),
  /** By which rules it was signed; null for what happens in Baton. */
  signed_by: z.enum(["standard", "github"]).nullable(),
  /** What the sender was told, or would have been. */
  answer: z.enum(ANSWERS),
  /** `received` until its task is created. */
  outcome: z.enum(DELIVERY_OUTCOMES),
  reason: TextOrNull,
  /** Placeholders for which it had nothing: they became empty. */
  missing: z.array(z.string()),
  /** How many triggers stand before it in a chain. */
  depth: z.int(),
  task_id: z.int().nullable(),
  ticket_ref: TextOrNull,
  /** The run of a workflow that it started, at whose head the task is. */
  workflow_run_id: z.int().nullable(),
  created_at: Seconds,
  settled_at: SecondsOrNull,
};
export const TriggerDeliveryShape = z
  .strictObject(delivery)
  .meta({ id: "TriggerDelivery", description: "What fired a trigger, and what came of it." });
export type TriggerDeliveryWire = z.output<typeof TriggerDeliveryShape>;

export const TriggerDeliveryDetailShape = z
  .strictObject({
    ...delivery,
    /** Null when it was too large to be kept. */
    payload: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "TriggerDeliveryDetail", description: "A delivery with what was sent." });
export type TriggerDeliveryDetailWire = z.output<typeof TriggerDeliveryDetailShape>;

export const TriggersResponse = z.strictObject({
  triggers: z.array(TriggerShape),
  next_cursor: TextOrNull,
});
export const TriggerResponse = z.strictObject({ trigger: TriggerShape });
/** The only answers with a secret in the clear. */
export const CreatedTriggerResponse = z.strictObject({
  trigger: TriggerShape,
  /** The hook's address and its secret; null for what happens in Baton. */
  url: TextOrNull,
  secret: TextOrNull,
});
export const NewTriggerSecretResponse = z.strictObject({
  secret: z.string(),
  /** Until when the earlier secret is accepted too. */
  old_secret_expires_at: SecondsOrNull,
});
export const TriggerRemovedResponse = z.strictObject({
  success: z.literal(true),
  trigger: TriggerShape,
});
export const TriggerDeliveriesResponse = z.strictObject({
  deliveries: z.array(TriggerDeliveryShape),
  next_cursor: TextOrNull,
});
export const TriggerDeliveryResponse = z.strictObject({ delivery: TriggerDeliveryDetailShape });
export const TriedTriggerResponse = z.strictObject({
  answer: z.enum(ANSWERS),
  reason: TextOrNull,
  /** What it was tried with. */
  payload: z.record(z.string(), z.unknown()),
  /** The task that it would create; null if it would create none. */
  task: z.looseObject({ title: z.string() }).nullable(),
  /** The run of a workflow that it would start; null if it would start none. */
  start: z
    .strictObject({
      workflow: z.string(),
      title: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      agent: TextOrNull,
    })
    .nullable(),
  missing: z.array(z.string()),
});
export type TriedTrigger = z.output<typeof TriedTriggerResponse>;

/** What a sender is told. */
export const HookResponse = z.strictObject({
  answer: z.enum(ANSWERS),
  reason: TextOrNull,
  /** The delivery's id, by which an admin finds it. */
  delivery: z.int(),
});
export type HookAnswer = z.output<typeof HookResponse>;
