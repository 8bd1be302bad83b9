import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { DELIVERY_STATES } from "./schema";

export const HEALTH = ["idle", "healthy", "failing", "disabled", "off"] as const;

export const WebhookShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    url: z.string(),
    /** Only its last characters. */
    secret: z.string(),
    /** Earlier secrets that still sign messages. */
    old_secrets: z.array(z.strictObject({ secret: z.string(), expires_at: Seconds })),
    events: z.array(z.string()),
    project_id: z.int().nullable(),
    enabled: z.boolean(),
    /** `idle` before the first message; `disabled` by Baton after days of failure; `off` by a person. */
    health: z.enum(HEALTH),
    /** Since when every attempt has failed. */
    failing_since: SecondsOrNull,
    consecutive_failures: z.int(),
    /** When the message at the head of the queue is tried again. */
    next_attempt_at: SecondsOrNull,
    last_fired_at: SecondsOrNull,
    /** The HTTP status of the last attempt; null when there was no answer. */
    last_status: z.int().nullable(),
    last_error: TextOrNull,
    /** Messages that were delivered or given up. */
    total_deliveries: z.int(),
    successful_deliveries: z.int(),
    failed_deliveries: z.int(),
    /** Whether Baton disabled it, under the name that existing clients read. */
    circuit_open: z.boolean(),
    workspace_id: z.literal(1),
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
  })
  .meta({ id: "Webhook", description: "An address that events are sent to." });
export type WebhookWire = z.output<typeof WebhookShape>;

export const AttemptShape = z.strictObject({
  at: Seconds,
  status: z.int().nullable(),
  /** Null when it succeeded. */
  error: TextOrNull,
  /** The first 1000 characters of the answer. */
  response: TextOrNull,
  ms: z.int(),
});
export type Attempt = z.output<typeof AttemptShape>;

const delivery = {
  id: z.int(),
  webhook_id: z.int(),
  /** Null for a message that is no event: a test, or a gap. */
  event_id: z.int().nullable(),
  event_type: z.string(),
  /** The `webhook-id` under which it is sent, every time. */
  message_id: z.string(),
  state: z.enum(DELIVERY_STATES),
  /** Of the last attempt. */
  status_code: z.int().nullable(),
  error: TextOrNull,
  duration_ms: z.int().nullable(),
  attempt_count: z.int(),
  created_at: Seconds,
  updated_at: Seconds,
};
export const DeliveryShape = z
  .strictObject(delivery)
  .meta({ id: "WebhookDelivery", description: "A message to a webhook, and how it went." });
export type DeliveryWire = z.output<typeof DeliveryShape>;

export const DeliveryDetailShape = z
  .strictObject({
    ...delivery,
    /** The last 20, oldest first. */
    attempts: z.array(AttemptShape),
    /** What is sent; null when the event is no longer kept. */
    payload: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "WebhookDeliveryDetail", description: "A message with its payload and attempts." });
export type DeliveryDetailWire = z.output<typeof DeliveryDetailShape>;

export const WebhooksResponse = z.strictObject({ webhooks: z.array(WebhookShape) });
export const WebhookResponse = z.strictObject({ webhook: WebhookShape });
/** The only answers with a secret in the clear. */
export const CreatedWebhookResponse = z.strictObject({
  ...WebhookShape.shape,
  message: z.string(),
});
export const NewSecretResponse = z.strictObject({
  success: z.literal(true),
  secret: z.string(),
  /** Until when the earlier secret signs messages too. */
  old_secret_expires_at: SecondsOrNull,
  message: z.string(),
});
export const ChangedWebhookResponse = z.strictObject({
  success: z.literal(true),
  secret: z.string().optional(),
  message: z.string().optional(),
});
export const DeletedWebhookResponse = z.strictObject({
  success: z.literal(true),
  /** How many were deleted, as existing clients read it. */
  deleted: z.literal(1),
});
export const DeliveriesResponse = z.strictObject({
  deliveries: z.array(DeliveryShape),
  /** How many pass the filter, counted up to 1000. */
  total: z.int(),
  has_more: z.boolean(),
  next_before: z.int().nullable(),
});
export const DeliveryResponse = z.strictObject({ delivery: DeliveryDetailShape });
export const TestedResponse = z.strictObject({
  success: z.boolean(),
  status_code: z.int().nullable(),
  error: TextOrNull,
  duration_ms: z.int().nullable(),
  delivery: DeliveryDetailShape,
});
export const RedeliveringResponse = z.strictObject({
  success: z.literal(true),
  /** How many messages were queued again; null when every event since then is sent. */
  queued: z.int().nullable(),
});
