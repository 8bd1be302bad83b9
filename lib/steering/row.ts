import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/database";
import type { NewEvent } from "@/lib/events/append";
import { excerpt } from "@/lib/events/excerpt";
import type { RunRow } from "@/lib/runs/wire";
import type { MessageState } from "@/prisma/generated/enums";
import type { Timing } from "./schema";
import type { RunMessageWire } from "./shapes";

/** A message as one JSON object. */
export interface MessageRow {
  id: number;
  run_id: number;
  seq: number;
  task_id: number | null;
  timing: Timing;
  text: string;
  state: MessageState;
  version: number;
  created_by: string;
  created_at: string;
  changed_at: string;
  taken_at: string | null;
  delivered_at: string | null;
  closed_by: string | null;
  reason: string | null;
  carried_to: number | null;
}

/** The message `m` as a MessageRow. */
export const MESSAGE_JSON = Prisma.sql`to_jsonb(m)`;

/** The message object of the API. */
export function messageToWire(row: MessageRow): RunMessageWire {
  return {
    run_id: row.run_id,
    seq: row.seq,
    when: row.timing,
    text: row.text,
    state: row.state,
    version: row.version,
    created_by: row.created_by,
    created_at: toUnixSeconds(row.created_at),
    changed_at: toUnixSeconds(row.changed_at),
    delivered_at: toUnixSeconds(row.delivered_at),
    closed_by: row.closed_by,
    reason: row.reason,
    carried_to: row.carried_to,
  };
}

type SteeringEventType =
  | "steering.created"
  | "steering.updated"
  | "steering.delivered"
  | "steering.withdrawn"
  | "steering.undelivered";

/** What happened to a message; its text is cut. */
export function messageEvent(
  type: SteeringEventType,
  row: MessageRow,
  run: Pick<RunRow, "id" | "project_id" | "task_id" | "task_ref" | "agent">,
): NewEvent {
  return {
    type,
    projectId: run.project_id,
    taskId: run.task_id,
    agent: run.agent,
    runId: run.id,
    data: {
      message: { ...messageToWire(row), text: excerpt(row.text) ?? "" },
      task_ref: run.task_ref,
    },
  };
}
