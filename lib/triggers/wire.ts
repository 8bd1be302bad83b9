import { toUnixSeconds } from "@/lib/core/clock";
import { config } from "@/lib/core/config";
import { kindOf, presetOf, type TriggerRow, templateOf } from "./row";
import type { Answer, DeliveryOutcome } from "./schema";
import { areReadable } from "./secrets";
import type { TriggerDeliveryWire, TriggerWire } from "./shapes";

const masked = (hint: string): string => `••••••${hint}`;

/** The address that messages for a hook are sent to. */
export const hookUrl = (token: string | null): string | null =>
  token === null ? null : `${config.publicUrl}/api/hooks/${token}`;

/** A trigger in the API's shape, its secrets masked. */
export function triggerToWire(row: TriggerRow): TriggerWire {
  const [newest, ...older] = row.secrets;
  return {
    id: row.id,
    name: row.name,
    project_id: row.projectId,
    kind: kindOf(row),
    preset: presetOf(row),
    url: hookUrl(row.token),
    secret: newest ? masked(newest.hint) : null,
    secret_readable: row.token === null ? null : areReadable(row.secrets),
    old_secrets: older.map(({ hint, expiresAt }) => ({
      secret: masked(hint),
      expires_at: toUnixSeconds(expiresAt ?? row.updatedAt),
    })),
    match: row.match as Record<string, unknown>,
    task_template: templateOf(row),
    max_per_hour: row.maxPerHour,
    paused: row.pausedAt !== null,
    paused_at: toUnixSeconds(row.pausedAt),
    paused_by: row.pausedBy,
    pause_note: row.pauseNote,
    counts: {
      created: row.createdCount,
      skipped: row.skippedCount,
      ignored: row.ignoredCount,
      failed: row.failedCount,
    },
    refused: {
      signature: row.refusedSignature,
      timestamp: row.refusedTimestamp,
      content: row.refusedContent,
      conflict: row.refusedConflict,
      rate: row.refusedRate,
    },
    last_refused_at: toUnixSeconds(row.lastRefusedAt),
    last_refusal: row.lastRefusal,
    last_delivery_at: toUnixSeconds(row.lastDeliveryAt),
    last_error: row.lastError,
    created_by: row.createdBy,
    created_at: toUnixSeconds(row.createdAt),
    updated_at: toUnixSeconds(row.updatedAt),
    etag: row.updatedAt.toISOString(),
  };
}

/** A delivery as it is read, without its payload. */
export interface DeliveryRow {
  id: bigint;
  triggerId: number;
  messageId: string;
  signedBy: string | null;
  type: string;
  outcome: string;
  reason: string | null;
  missing: string[];
  depth: number;
  taskId: number | null;
  ticketRef: string | null;
  task: { workflowRunId: number | null; workflowStageId: number | null } | null;
  createdAt: Date;
  settledAt: Date | null;
}

/** What a sender is told for each outcome. */
export function answerOf(outcome: DeliveryOutcome): Answer {
  return outcome === "skipped" || outcome === "ignored" ? outcome : "accepted";
}

export function deliveryToWire(row: DeliveryRow): TriggerDeliveryWire {
  // Checked when it was stored.
  const outcome = row.outcome as DeliveryOutcome;
  return {
    id: Number(row.id),
    trigger_id: row.triggerId,
    message_id: row.messageId,
    type: row.type,
    signed_by: row.signedBy as TriggerDeliveryWire["signed_by"],
    answer: answerOf(outcome),
    outcome,
    reason: row.reason,
    missing: row.missing,
    depth: row.depth,
    task_id: row.taskId,
    ticket_ref: row.ticketRef,
    workflow_run_id: row.task?.workflowStageId === null ? row.task.workflowRunId : null,
    created_at: toUnixSeconds(row.createdAt),
    settled_at: toUnixSeconds(row.settledAt),
  };
}
