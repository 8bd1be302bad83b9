/** Every type of event (api.md, "Events"). `types=task,agent` filters by what stands before the dot. */
export const EVENT_TYPES = [
  "task.created",
  "task.updated",
  "task.status_changed",
  "task.claimed",
  "task.completed",
  "task.escalated",
  "task.deleted",
  "task.commented",
  "task.linked",
  "review.recorded",
  "run.started",
  "run.updated",
  "run.completed",
  "agent.created",
  "agent.updated",
  "agent.deleted",
  "agent.status_changed",
  "project.created",
  "project.updated",
  "project.deleted",
  "settings.updated",
  "auth.key_created",
  "auth.key_revoked",
  "auth.signed_in",
  "auth.sign_in_failed",
  "auth.user_created",
  "auth.user_updated",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event as the table holds it. */
export interface EventRow {
  id: bigint;
  type: EventType;
  project_id: number | null;
  task_id: number | null;
  agent: string | null;
  run_id: number | null;
  actor: string;
  actor_kind: string;
  data: Record<string, unknown>;
  created_at: Date;
}
