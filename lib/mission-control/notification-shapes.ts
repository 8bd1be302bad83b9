import { z } from "zod";
import { AgentName, BoolParam, PageOffset, RowId, singleLine } from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

const Recipient = singleLine(100);

export const ListNotifications = z.strictObject({
  recipient: z
    .string("Recipient is required")
    .trim()
    .min(1, "Recipient is required")
    .max(100, "must have at most 100 characters")
    .refine((name) => !/\p{Cc}/u.test(name), "must have no control characters"),
  unread_only: BoolParam.default(false),
  type: z.string().max(40).optional(),
  limit: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform((value) => Math.min(500, Math.max(1, Number(value))))
    .default(50),
  offset: PageOffset,
});
export type ListNotifications = z.output<typeof ListNotifications>;

const Ids = z.array(RowId).min(1, "must not be empty").max(500, "must have at most 500 ids");

export const MarkRead = z
  .strictObject({
    ids: Ids.optional(),
    recipient: Recipient.optional(),
    markAllRead: z.boolean().optional(),
  })
  .refine(
    ({ ids, recipient, markAllRead }) =>
      ids !== undefined || (recipient !== undefined && markAllRead === true),
    "Either provide ids array or recipient with markAllRead=true",
  );
export type MarkRead = z.output<typeof MarkRead>;

export const NotificationAction = z.strictObject({
  action: z.literal("mark-delivered", "Invalid action"),
  agent: Recipient,
});

export const DeleteNotifications = z
  .strictObject({
    ids: Ids.optional(),
    recipient: Recipient.optional(),
    /** Unix seconds. */
    olderThan: z.int().min(0).optional(),
  })
  .refine(
    ({ ids, recipient, olderThan }) =>
      ids !== undefined || (recipient !== undefined && olderThan !== undefined),
    "Either provide ids array or recipient with olderThan timestamp",
  );
export type DeleteNotifications = z.output<typeof DeleteNotifications>;

export const DeliverNotifications = z.strictObject({
  /** Only this agent's; without it those of every agent. */
  agent_filter: AgentName.nullish(),
  limit: z.int().min(1).max(200).default(50),
  /** Says what would be sent. */
  dry_run: z.boolean().default(false),
});
export type DeliverNotifications = z.output<typeof DeliverNotifications>;

export const DeliveryQuery = z.strictObject({ agent: AgentName.optional() });

const SourceShape = z.strictObject({
  type: z.string(),
  id: z.int(),
  title: z.string().optional(),
  status: z.string().optional(),
  content: z.string().optional(),
  task_id: z.int().optional(),
  task_title: z.string().optional(),
  content_preview: z.string().optional(),
});

export const NotificationShape = z
  .strictObject({
    id: z.int(),
    recipient: z.string(),
    /** `mention`, `assignment`, `status_change`, `comment`, `chat_message`, `alert`. */
    type: z.string(),
    title: z.string(),
    message: z.string(),
    source_type: z.string(),
    source_id: z.int(),
    read_at: SecondsOrNull,
    delivered_at: SecondsOrNull,
    created_at: Seconds,
    workspace_id: z.literal(1),
    /** Its source as it is now; null when that is gone. */
    source: SourceShape.nullable(),
  })
  .meta({ id: "ClientNotification", description: "What existing clients read as a notification." });
export type NotificationWire = z.output<typeof NotificationShape>;

export const NotificationListResponse = z.strictObject({
  notifications: z.array(NotificationShape),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
  unreadCount: z.int(),
});
export const MarkReadResponse = z.strictObject({
  success: z.literal(true),
  markedAsRead: z.int(),
});
export const DeliveredResponse = z.strictObject({
  success: z.literal(true),
  delivered: z.int(),
  notifications: z.array(NotificationShape),
});
export const DeletedResponse = z.strictObject({ success: z.literal(true), deleted: z.int() });

export const DeliverResponse = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  total_processed: z.int(),
  delivered: z.int(),
  errors: z.int(),
  dry_run: z.boolean(),
  delivery_results: z.array(
    z.strictObject({
      notification_id: z.int(),
      recipient: z.string(),
      session_key: TextOrNull,
      status: z.enum(["delivered", "dry_run"]),
      delivered_at: SecondsOrNull,
      message: z.string(),
    }),
  ),
  error_details: z.array(
    z.strictObject({ notification_id: z.int(), recipient: z.string(), error: z.string() }),
  ),
});

export const DeliveryStatusResponse = z.strictObject({
  statistics: z.strictObject({
    total: z.int(),
    delivered: z.int(),
    undelivered: z.int(),
    /** Percent. */
    delivery_rate: z.int(),
  }),
  agents_with_pending: z.array(
    z.strictObject({ recipient: z.string(), session_key: TextOrNull, pending_count: z.int() }),
  ),
  recent_deliveries: z.array(
    z.strictObject({
      recipient: z.string(),
      type: z.string(),
      title: z.string(),
      delivered_at: Seconds,
      created_at: Seconds,
    }),
  ),
  agent_filter: TextOrNull,
});
