/**
 * How an event is delivered: a durable one is a row of `events`, kept for the retention and replayed; an ephemeral one
 * is only sent to whoever listens at that moment (lib/events/notice.ts).
 */
type Durability = "durable" | "ephemeral";

interface Declaration {
  durability: Durability;
  /**
   * The version of the event's data; it grows when older readers can no longer understand it. 0 is from before
   * versions.
   */
  version: number;
}

const durable = { durability: "durable", version: 1 } as const;
const ephemeral = { durability: "ephemeral", version: 1 } as const;

/** Every type of event (docs/events.md). `types=task,agent` filters by the part before the dot. */
export const EVENTS = {
  "task.created": durable,
  "task.updated": durable,
  "task.status_changed": durable,
  "task.claimed": durable,
  "task.completed": durable,
  "task.escalated": durable,
  "task.deleted": durable,
  "task.commented": durable,
  "task.linked": durable,
  "review.recorded": durable,
  "review.comments_changed": durable,
  "run.queued": durable,
  "run.started": durable,
  "run.updated": durable,
  "run.output": ephemeral,
  "run.completed": durable,
  "fan.created": durable,
  "fan.picked": durable,
  "contest.updated": durable,
  "request.created": durable,
  "request.answered": durable,
  "request.withdrawn": durable,
  "request.expired": durable,
  "steering.created": durable,
  "steering.updated": durable,
  "steering.delivered": durable,
  "steering.withdrawn": durable,
  "steering.undelivered": durable,
  "agent.created": durable,
  "agent.updated": durable,
  "agent.deleted": durable,
  "agent.status_changed": durable,
  "profile.created": durable,
  "profile.updated": durable,
  "profile.deleted": durable,
  "store.updated": durable,
  "worker.updated": durable,
  "project.created": durable,
  "project.updated": durable,
  "project.deleted": durable,
  "schedule.created": durable,
  "schedule.updated": durable,
  "schedule.deleted": durable,
  "schedule.fired": durable,
  "schedule.skipped": durable,
  "trigger.created": durable,
  "trigger.updated": durable,
  "trigger.deleted": durable,
  "trigger.fired": durable,
  "trigger.failed": durable,
  "trigger.limited": durable,
  "workflow.created": durable,
  "workflow.updated": durable,
  "workflow.archived": durable,
  "workflow.run_started": durable,
  "workflow.run_updated": durable,
  "workflow.run_completed": durable,
  "runtime.updated": durable,
  "settings.updated": durable,
  "limits.updated": durable,
  "auth.key_created": durable,
  "auth.key_revoked": durable,
  "auth.signed_in": durable,
  "auth.sign_in_failed": durable,
  "auth.user_created": durable,
  "auth.user_updated": durable,
  "webhook.created": durable,
  "webhook.updated": durable,
  "webhook.deleted": durable,
  "webhook.failed": durable,
  "webhook.disabled": durable,
  "notification.changed": ephemeral,
  "backup.started": durable,
  "backup.completed": durable,
  "backup.failed": durable,
  "message.sent": durable,
  "alert.created": durable,
  "alert.updated": durable,
  "alert.deleted": durable,
  "alert.fired": durable,
  "alert.cleared": durable,
} as const satisfies Record<string, Declaration>;

export type EventType = keyof typeof EVENTS;
export type DurableType = {
  [T in EventType]: (typeof EVENTS)[T]["durability"] extends "durable" ? T : never;
}[EventType];
/** The types of event whose data is a task and what changed. */
export type TaskChangeType = Exclude<
  Extract<DurableType, `task.${string}`>,
  "task.deleted" | "task.commented" | "task.linked"
>;
export type EphemeralType = Exclude<EventType, DurableType>;

export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];
export const DURABLE_TYPES = EVENT_TYPES.filter(
  (type): type is DurableType => EVENTS[type].durability === "durable",
);
export const EPHEMERAL_TYPES = EVENT_TYPES.filter(
  (type): type is EphemeralType => EVENTS[type].durability === "ephemeral",
);

/** The categories: the part of each type before the dot. */
export const EVENT_CATEGORIES = [
  ...new Set(EVENT_TYPES.map((type) => type.split(".")[0] as string)),
];

/** An event as stored in the table. */
export interface EventRow {
  id: bigint;
  type: DurableType;
  project_id: number | null;
  task_id: number | null;
  agent: string | null;
  run_id: number | null;
  actor: string;
  actor_kind: string;
  version: number;
  data: Record<string, unknown>;
  created_at: Date;
}
