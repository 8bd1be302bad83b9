import type { DurableType } from "./types";

interface Named {
  id: number;
  ticket_ref: string;
  title: string;
}

/**
 * A task is passed as its row under `task`, and its former row under `before`; the event then carries the task without its long
 * texts, and what changed.
 */
interface TaskData extends TaskChange {
  task: Named;
  before?: Named;
  previous_status?: string;
  changed?: Record<string, readonly [unknown, unknown] | true>;
}

/** Why a task changed. */
export interface TaskChange {
  /** The reason for the change, in a word. */
  reason?: string;
  /** The kind of change, where Baton made it itself. */
  change?: "ready" | "order" | "progress" | "triage" | "hold";
  /** Whether the last of its open children has ended, and at least one is done. */
  children_finished?: boolean;
  /** The agent that claimed it. */
  agent?: string;
  /** The ticket reference of the task that it follows up on. */
  follows?: string;
  /** Whether Baton called the agent, or the agent claimed the task itself. */
  dispatched?: boolean;
  /** Why auto-triage chose this agent. */
  why?: string;
  score?: number;
  tier?: string;
  tier_reason?: string;
  review_cycles?: number;
  /** Whether a person set aside a rule or an earlier verdict. */
  override?: boolean;
  attempt?: number;
  attempts?: number;
}

/** What an event about an agent says beside the agent. */
export interface AgentChange {
  changed?: string[];
  previous_status?: string;
  self_registered?: boolean;
  released?: string[];
  keys_revoked?: number;
  /** The profile it was made from, and the orchestrator that made it. */
  profile?: string;
  made_by?: string;
}

interface ProfileData {
  profile: { id: number; name: string; project_id: number | null };
  changed?: string[];
}

interface AgentData extends AgentChange {
  id: number;
  name: string;
}

/** An order that was given to a worker. */
interface WorkerData {
  worker: { id: number; host: string; pid: number | null };
  wanted: string;
  note: string | null;
  until: number | null;
}

interface RunData {
  run: { id: number };
}

interface FanData {
  fan: { id: number; picked_run_id: number | null };
  /** Who was asked. */
  agents: string[];
}

interface RequestData {
  request: { id: number; title: string; state: string };
  /** What it was before; null for a new one, and for one that a standing answer answered at once. */
  previous_state: "open" | null;
}

interface SteeringData {
  message: { run_id: number; seq: number; text: string; state: string };
  task_ref: string | null;
}

interface LimitsData {
  scope: string;
  id: number;
  name: string;
  limits: Record<string, number | null | undefined>;
}

interface ProjectData {
  project: { id: number; name: string };
  changed?: string[];
}

interface ScheduleData {
  schedule: { id: number; name: string; paused: boolean; next_at: number | null };
  /** The names of the settings that changed; `paused` for pauses and resumes. */
  changed?: string[];
}

interface ScheduleRunData {
  schedule: { id: number; name: string };
  run: { id: number; outcome: string; reason: string | null; ticket_ref: string | null };
}

interface KeyData {
  id: number;
  name: string;
  key_prefix: string;
  kind?: string;
}

interface UserData {
  id: number;
  username: string;
  role: string;
  changed?: string;
}

interface WebhookData {
  id: number;
  name: string;
  changed?: string[];
}

interface BackupData {
  id: number;
  /** download, manual or scheduled */
  trigger: string;
}

interface TriggerData {
  trigger: { id: number; name: string };
  changed?: string[];
}

/** What came of something that fired a trigger. */
interface TriggerDeliveryData {
  trigger: { id: number; name: string };
  delivery: { id: number; type: string; reason: string | null; ticket_ref: string | null };
}

interface WorkflowData {
  workflow: { id: number; name: string; version: number };
  changed?: string[];
}

/** What changed of a run: `stages` names those that did, items of a stage with their number. */
interface WorkflowRunData {
  run: {
    id: number;
    workflow: string;
    version: number;
    status: string;
    attention: string | null;
    root_task_id: number | null;
    root_ref: string;
  };
  stages?: {
    name: string;
    item: number | null;
    task_id: number | null;
    task_ref: string | null;
    state: string;
    reason: string | null;
    attempts: number;
  }[];
}

interface AlertData {
  rule: { id: number; name: string };
  changed?: string[];
}

/**
 * The data that an event of each type is written with. What readers get of it is described in lib/api/event-payloads.ts, and checked
 * against it in tests and in development.
 */
export interface EventData extends Record<DurableType, object> {
  "task.created": TaskData;
  "task.updated": TaskData;
  "task.status_changed": TaskData;
  "task.claimed": TaskData;
  "task.completed": TaskData;
  "task.escalated": TaskData;
  "task.deleted": Named;
  "task.commented": { comment: { id: number }; ticket_ref: string; comment_count: number };
  "task.linked": {
    from_id: number;
    from: string;
    to_id: number;
    to: string;
    link_type: string;
    removed: boolean;
  };
  "review.recorded": {
    review: { id: number; status: string; notes: string | null };
    ticket_ref: string;
    title: string;
    /** How many comments went with it; absent for none. */
    comments?: number;
  };
  "review.comments_changed": {
    ticket_ref: string;
    title: string;
    change: "answered" | "resolved" | "reopened";
    comments: { id: number; state: string }[];
    /** How many comments of the task are open now. */
    open: number;
  };
  "run.queued": RunData;
  "run.started": RunData;
  "run.updated": RunData;
  "run.completed": RunData;
  "agent.created": AgentData;
  "agent.updated": AgentData;
  "agent.deleted": AgentData;
  "agent.status_changed": AgentData;
  "profile.created": ProfileData;
  "profile.updated": ProfileData;
  "profile.deleted": ProfileData;
  /** Not the value: it may be long. The version is null once it is removed. */
  "store.updated": { key: string; version: number | null };
  "worker.updated": WorkerData;
  "fan.created": FanData;
  "fan.picked": FanData;
  "request.created": RequestData;
  "request.answered": RequestData;
  "request.withdrawn": RequestData;
  "request.expired": RequestData;
  "steering.created": SteeringData;
  "steering.updated": SteeringData;
  "steering.delivered": SteeringData;
  "steering.withdrawn": SteeringData;
  "steering.undelivered": SteeringData;
  "limits.updated": LimitsData;
  "project.created": ProjectData;
  "project.updated": ProjectData;
  "project.deleted": ProjectData;
  "schedule.created": ScheduleData;
  "schedule.updated": ScheduleData;
  "schedule.deleted": ScheduleData;
  "schedule.fired": ScheduleRunData;
  "schedule.skipped": ScheduleRunData;
  "trigger.created": TriggerData;
  "trigger.updated": TriggerData;
  "trigger.deleted": TriggerData;
  "trigger.fired": TriggerDeliveryData;
  "trigger.failed": TriggerDeliveryData;
  "trigger.limited": TriggerDeliveryData;
  "workflow.created": WorkflowData;
  "workflow.updated": WorkflowData;
  "workflow.archived": WorkflowData;
  "workflow.run_started": WorkflowRunData;
  "workflow.run_updated": WorkflowRunData;
  "workflow.run_completed": WorkflowRunData;
  "runtime.updated": { runtime: string | null };
  "settings.updated": { key: string; value: unknown };
  "auth.key_created": KeyData;
  "auth.key_revoked": KeyData;
  "auth.signed_in": { id: number; username: string; provider: string; address: string | null };
  "auth.sign_in_failed": {
    id: number | null;
    username: string | null;
    reason: string;
    address: string | null;
  };
  "auth.user_created": UserData;
  "auth.user_updated": UserData;
  "webhook.created": WebhookData;
  "webhook.updated": WebhookData;
  "webhook.deleted": WebhookData;
  /** A message that was given up, or events that were removed before they were sent. */
  "webhook.failed": WebhookData & {
    reason: "attempts" | "gap";
    event_id: number | null;
    error: string;
  };
  "webhook.disabled": WebhookData & { error: string };
  "backup.started": BackupData;
  "backup.completed": BackupData & { bytes: number; rows: number };
  "backup.failed": BackupData & { error: string };
  "alert.created": AlertData;
  "alert.updated": AlertData;
  "alert.deleted": AlertData;
  "alert.fired": AlertData & { reason: string };
  "alert.cleared": AlertData;
  "message.sent": {
    message: {
      id: number;
      conversation_id: string;
      from_agent: string;
      to_agent: string | null;
      message_type: string;
    };
  };
}
