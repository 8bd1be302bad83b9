import { toUnixSeconds } from "@/lib/core/clock";
import { messageId } from "./message";
import type { WebhookRow } from "./row";
import type { Attempt, DeliveryDetailWire, DeliveryWire, HEALTH, WebhookWire } from "./shapes";

const masked = (hint: string): string => `••••••${hint}`;

/** A webhook in the API's shape, its secrets masked. */
export function webhookToWire(row: WebhookRow): WebhookWire {
  const [newest, ...older] = row.secrets;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    secret: masked(newest?.hint ?? ""),
    old_secrets: older.map(({ hint, expiresAt }) => ({
      secret: masked(hint),
      expires_at: toUnixSeconds(expiresAt ?? row.updatedAt),
    })),
    events: row.events,
    project_id: row.projectId,
    enabled: row.enabled,
    health: healthOf(row),
    failing_since: toUnixSeconds(row.failingSince),
    consecutive_failures: row.failures,
    next_attempt_at: row.enabled ? toUnixSeconds(row.nextAttemptAt) : null,
    last_fired_at: toUnixSeconds(row.lastAttemptAt),
    last_status: row.lastStatus,
    last_error: row.lastError,
    total_deliveries: row.delivered + row.failed,
    successful_deliveries: row.delivered,
    failed_deliveries: row.failed,
    circuit_open: row.disabledReason === "failing",
    workspace_id: 1,
    created_by: row.createdBy,
    created_at: toUnixSeconds(row.createdAt),
    updated_at: toUnixSeconds(row.updatedAt),
  };
}

function healthOf(row: WebhookRow): (typeof HEALTH)[number] {
  if (!row.enabled) return row.disabledReason === "failing" ? "disabled" : "off";
  if (row.failingSince !== null) return "failing";
  return row.lastAttemptAt === null ? "idle" : "healthy";
}

/** A delivery as it is read. */
export interface DeliveryRow {
  id: bigint;
  webhook_id: number;
  token: string;
  event_id: bigint | null;
  type: string;
  state: DeliveryWire["state"];
  /** The last attempt. */
  last: Attempt | null;
  attempt_count: number;
  created_at: Date;
  updated_at: Date;
}

export function deliveryToWire(row: DeliveryRow): DeliveryWire {
  return {
    id: Number(row.id),
    webhook_id: row.webhook_id,
    event_id: row.event_id === null ? null : Number(row.event_id),
    event_type: row.type,
    message_id: messageId(row.token, row.event_id ?? `d${row.id}`),
    state: row.state,
    status_code: row.last?.status ?? null,
    error: row.last?.error ?? null,
    duration_ms: row.last?.ms ?? null,
    attempt_count: row.attempt_count,
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
  };
}

/** How a test went, with what existing clients read of it. */
export function testedToWire(delivery: DeliveryDetailWire) {
  const { state, status_code, error, duration_ms } = delivery;
  return { success: state === "delivered", status_code, error, duration_ms, delivery };
}

/** A page of deliveries; `next_before` is the cursor of the next, older page. */
export function deliveriesToWire(page: {
  deliveries: DeliveryRow[];
  total: number;
  hasMore: boolean;
}) {
  const deliveries = page.deliveries.map(deliveryToWire);
  return {
    deliveries,
    total: page.total,
    has_more: page.hasMore,
    next_before: page.hasMore ? (deliveries.at(-1)?.id ?? null) : null,
  };
}
