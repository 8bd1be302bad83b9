import { z } from "zod";
import { MAX_INT, numberParam, PageLimit, RowId, singleLine, UnixSeconds } from "@/lib/core/fields";
import { EVERYTHING, subscriptionProblem } from "./subscription";

export const DELIVERY_STATES = ["queued", "retrying", "delivered", "failed"] as const;

const Id = numberParam(1, MAX_INT);
export const WebhookPath = z.strictObject({ id: Id });
const DeliveryId = z
  .string()
  .regex(/^\d{1,15}$/, "must be a delivery's id")
  .transform(Number);
export const DeliveryPath = z.strictObject({ id: DeliveryId });

const ReceiverUrl = z
  .string("must be an address such as https://example.com/hook")
  .trim()
  .max(2_000, "must have at most 2000 characters")
  .superRefine((text, ctx) => {
    const problem = urlProblem(text);
    if (problem) ctx.addIssue({ code: "custom", message: problem });
  });

function urlProblem(text: string): string | null {
  if (!URL.canParse(text) || !/^https?:\/\/[^/]/i.test(text))
    return "must be an address that starts with https:// or http://, such as https://example.com/hook";
  const { username, password, hash } = new URL(text);
  if (username || password)
    return "must not contain a name or password; check the signature instead";
  return hash ? "must not contain a # part" : null;
}

const Subscriptions = z
  .array(z.string().trim().max(100, "must have at most 100 characters"))
  .min(1, "must name at least one type of event, or * for all")
  .max(60, "must name at most 60 types of event")
  .superRefine((words, ctx) => {
    const problem = words.map(subscriptionProblem).find((found) => found !== null);
    if (problem) ctx.addIssue({ code: "custom", message: problem });
  })
  .transform((words) => [...new Set(words)]);

const fields = { name: singleLine(100), url: ReceiverUrl, events: Subscriptions };

export const CreateWebhook = z.strictObject({
  ...fields,
  events: Subscriptions.default([EVERYTHING]),
  /** Only this project's events. It cannot be changed later. */
  project_id: RowId.nullable().optional(),
  enabled: z.boolean().default(true),
  /** Accepted from existing clients; every webhook has a secret. */
  generate_secret: z.boolean().optional(),
});
export type CreateWebhook = z.output<typeof CreateWebhook>;

/** Absent fields stay. */
export const UpdateWebhook = z.strictObject({
  name: fields.name.optional(),
  url: fields.url.optional(),
  events: fields.events.optional(),
  enabled: z.boolean().optional(),
  /** Where an enabled webhook goes on: after the last event it is done with, or with events from now on. */
  start_from: z.enum(["left_off", "now"]).optional(),
});
export type UpdateWebhook = z.output<typeof UpdateWebhook>;

/** A change as existing clients send it, with the id in the body. */
export const PutWebhook = UpdateWebhook.extend({
  id: RowId,
  regenerate_secret: z.boolean().optional(),
  /** Tries again at once what waits for its next attempt, and enables the webhook if Baton disabled it. */
  reset_circuit: z.boolean().optional(),
});

export const WebhookInBody = z.strictObject({ id: RowId });
export const DeliveryInBody = z.strictObject({ delivery_id: z.int().positive() });

export const RotateSecret = z.strictObject({
  /** For how long messages are signed with the earlier secret too. */
  keep_old_hours: z
    .int("must be whole hours")
    .min(0, "must not be negative")
    .max(168, "must be at most 168 hours, a week")
    .default(24),
});
export type RotateSecret = z.output<typeof RotateSecret>;

export const RedeliverSince = z.strictObject({
  since: UnixSeconds,
  /** Only the messages that were given up, or every event since then. */
  which: z.enum(["failed", "all"]).default("failed"),
});
export type RedeliverSince = z.output<typeof RedeliverSince>;

export const ListDeliveries = z.strictObject({
  webhook_id: Id.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  limit: PageLimit,
  before: DeliveryId.optional(),
});
export type ListDeliveries = z.output<typeof ListDeliveries>;
