import { z } from "zod";
import { ACTIVITY_FIELDS, ActivityStatsShape } from "@/lib/activity/shapes";
import { AgentShape } from "@/lib/agents/shapes";
import { Role } from "@/lib/auth/schema";
import { TextOrNull } from "@/lib/core/shapes";
import { eventShape, noticeShape, TickShape } from "@/lib/events/shapes";
import { DURABLE_TYPES, EPHEMERAL_TYPES, type EventType } from "@/lib/events/types";
import { byContentType } from "@/lib/http/answers";
import { RunLimits } from "@/lib/limits/schema";
import { ProjectShape } from "@/lib/projects/schema";
import { RequestEventShape } from "@/lib/requests/shapes";
import { ReviewShape } from "@/lib/reviews/schema";
import { COMMENT_STATES } from "@/lib/rounds/shapes";
import { RunShape } from "@/lib/runs/shapes";
import { ScheduleRunShape } from "@/lib/schedules/shapes";
import { RunMessageShape } from "@/lib/steering/shapes";
import { LINK_TYPES } from "@/lib/tasks/fields";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { CommentShape, TaskEventShape } from "@/lib/tasks/shapes";
import { RUN_STATUSES, STAGE_STATES } from "@/lib/workflows/shapes";

// Data may get new fields at any time, and a stored event from an older version lacks the later ones. So the objects
// are open, and only the fields that identify the subject are required.

const Task = z
  .looseObject({
    ...TaskEventShape.partial().shape,
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    previous_status: z.enum(STATUSES).optional(),
    /** The changes: the value before and after, or `true` for a long text, which events do not carry. */
    changed: z
      .record(z.string(), z.union([z.tuple([z.unknown(), z.unknown()]), z.literal(true)]))
      .optional(),
    /** The reason for the change, in a word: `released`, `stale`, `rejected`, `children_finished`. */
    reason: z.string().optional(),
    /** The kind of change, where Baton made it itself: `ready`, `order`, `progress`, `triage`. */
    change: z.string().optional(),
    /** Whether the last of its open children has ended, and at least one is done. */
    children_finished: z.boolean().optional(),
    /** The agent that claimed it. */
    agent: z.string().optional(),
    /** The ticket reference of the task that it follows up on. */
    follows: z.string().optional(),
    /** The number of tries, where it failed for good. */
    attempts: z.int().optional(),
  })
  .meta({ id: "TaskEventData", description: "The task after the change, and why it changed." });

const Agent = z
  .looseObject({
    ...AgentShape.omit({ soul_content: true, working_memory: true, session_key: true }).shape,
    /** The names of the fields that changed. */
    changed: z.array(z.string()).optional(),
    previous_status: z.string().optional(),
    /** For a deleted agent: the tickets it held, and how many keys it had. */
    released: z.array(z.string()).optional(),
    keys_revoked: z.int().optional(),
    /** The profile it was made from. Events of earlier versions have none. */
    profile: TextOrNull.optional(),
    /** The orchestrator that made it. */
    made_by: z.string().optional(),
  })
  .meta({
    id: "AgentEventData",
    description: "The agent after the change, without its long texts.",
  });
const Profile = z.looseObject({
  profile: z.looseObject({ id: z.int(), name: z.string(), project_id: z.int().nullable() }),
  changed: z.array(z.string()).optional(),
});
/** The run, with its prompt and output null and only the beginning of its error. */
const Run = z.looseObject({
  run: RunShape.partial({
    state: true,
    asked_by: true,
    queued_at: true,
    parent_run_id: true,
    root_run_id: true,
    depth: true,
    conversation_id: true,
    fan_id: true,
  }),
});
const Fan = z.looseObject({
  fan: z.looseObject({ id: z.int(), picked_run_id: z.int().nullable() }),
  agents: z.array(z.string()),
});
const Request = z.looseObject({
  request: RequestEventShape,
  /** Null for a new one, and for one that a standing answer answered at once. */
  previous_state: z.literal("open").nullable(),
});
const Steering = z.looseObject({
  /** Only the beginning of a long text. */
  message: RunMessageShape,
  task_ref: TextOrNull,
});
const Project = z.looseObject({
  /** Events of earlier versions have less. */
  project: ProjectShape.partial({
    etag: true,
    github_repo: true,
    deadline: true,
    color: true,
    status: true,
    workspace_id: true,
  }),
  changed: z.array(z.string()).optional(),
});
const Schedule = z.looseObject({
  schedule: z.looseObject({
    id: z.int(),
    name: z.string(),
    paused: z.boolean(),
    next_at: z.int().nullable(),
  }),
  changed: z.array(z.string()).optional(),
});
const ScheduleRun = z.looseObject({
  schedule: z.looseObject({ id: z.int(), name: z.string() }),
  run: ScheduleRunShape,
});
const Workflow = z.looseObject({
  workflow: z.looseObject({ id: z.int(), name: z.string(), version: z.int() }),
  changed: z.array(z.string()).optional(),
});
const WorkflowRun = z.looseObject({
  run: z.looseObject({
    id: z.int(),
    workflow: z.string(),
    version: z.int(),
    status: z.enum(RUN_STATUSES),
    attention: TextOrNull,
    root_task_id: z.int().nullable(),
    root_ref: z.string(),
  }),
  /** The stages that changed; of an item of foreach or an iteration of a loop with its number. */
  stages: z
    .array(
      z.looseObject({
        name: z.string(),
        item: z.int().nullable(),
        task_id: z.int().nullable(),
        task_ref: TextOrNull,
        state: z.enum(STAGE_STATES),
        reason: TextOrNull,
        attempts: z.int(),
      }),
    )
    .optional(),
});
const Key = z.looseObject({ id: z.int(), name: z.string(), key_prefix: z.string() });
const NamedTrigger = z.looseObject({ id: z.int(), name: z.string() });
const Trigger = z.looseObject({
  trigger: NamedTrigger,
  /** The names of the settings that changed; `paused` for pauses and resumes. */
  changed: z.array(z.string()).optional(),
});
const TriggerDelivery = z.looseObject({
  trigger: NamedTrigger,
  /** What fired it; `reason` says why there is no task. */
  delivery: z.looseObject({
    id: z.int(),
    type: z.string(),
    reason: z.string().nullable(),
    ticket_ref: z.string().nullable(),
  }),
});
/** A webhook by its id and name; never its address or its secrets. */
const Webhook = z.looseObject({
  id: z.int(),
  name: z.string(),
  changed: z.array(z.string()).optional(),
});
const Backup = z.looseObject({ id: z.int(), trigger: z.string() });
const Alert = z.looseObject({
  rule: z.looseObject({ id: z.int(), name: z.string() }),
  changed: z.array(z.string()).optional(),
});
const SignIn = { username: TextOrNull, address: TextOrNull };

/** The data of every event by type, for the API description and the union type of clients. */
const EVENT_PAYLOADS = {
  "task.created": Task,
  "task.updated": Task,
  "task.status_changed": Task,
  "task.claimed": Task,
  "task.completed": Task,
  "task.escalated": Task,
  "task.deleted": z.looseObject({ id: z.int(), ticket_ref: z.string(), title: z.string() }),
  "task.commented": z.looseObject({
    /** An imported comment has only its id here. */
    comment: z.union([CommentShape, z.strictObject({ id: z.int() })]),
    ticket_ref: z.string(),
    comment_count: z.int(),
  }),
  "task.linked": z.looseObject({
    from_id: z.int(),
    from: z.string(),
    to_id: z.int(),
    to: z.string(),
    link_type: z.enum(LINK_TYPES),
    removed: z.boolean(),
  }),
  "review.recorded": z.looseObject({
    review: ReviewShape,
    ticket_ref: z.string(),
    title: z.string(),
    comments: z.int().optional(),
  }),
  "review.comments_changed": z.looseObject({
    ticket_ref: z.string(),
    title: z.string(),
    change: z.enum(["answered", "resolved", "reopened"]),
    comments: z.array(z.strictObject({ id: z.int(), state: z.enum(COMMENT_STATES) })),
    open: z.int(),
  }),
  "run.queued": Run,
  "run.started": Run,
  "run.updated": Run,
  "run.output": z.looseObject({ run_id: z.int(), length: z.int() }),
  "run.completed": Run,
  "agent.created": Agent,
  "agent.updated": Agent,
  "agent.deleted": Agent,
  "agent.status_changed": Agent,
  "profile.created": Profile,
  "profile.updated": Profile,
  "profile.deleted": Profile,
  /** Without the value. The version is null once it is removed. */
  "store.updated": z.looseObject({ key: z.string(), version: z.int().nullable() }),
  "worker.updated": z.looseObject({
    worker: z.looseObject({ id: z.int(), host: z.string(), pid: z.int().nullable() }),
    /** What it is to do from now on: run, pause, drain or stop. */
    wanted: z.string(),
    note: TextOrNull,
    until: z.int().nullable(),
  }),
  "fan.created": Fan,
  "fan.picked": Fan,
  /** Who compares the work, why that picked none, or what became of a worktree. Picking one is told by the tasks themselves. */
  "contest.updated": z.looseObject({
    contest: z.looseObject({
      task_id: z.int(),
      ticket_ref: z.string(),
      judge_run_id: z.int().nullable(),
      judge_problem: TextOrNull,
    }),
  }),
  "request.created": Request,
  "request.answered": Request,
  "request.withdrawn": Request,
  "request.expired": Request,
  "steering.created": Steering,
  "steering.updated": Steering,
  "steering.delivered": Steering,
  "steering.withdrawn": Steering,
  "steering.undelivered": Steering,
  "limits.updated": z.looseObject({
    /** project, agent or task. */
    scope: z.string(),
    id: z.int(),
    name: z.string(),
    limits: RunLimits,
  }),
  "project.created": Project,
  "project.updated": Project,
  "project.deleted": Project,
  "schedule.created": Schedule,
  "schedule.updated": Schedule,
  "schedule.deleted": Schedule,
  "schedule.fired": ScheduleRun,
  "schedule.skipped": ScheduleRun,
  "trigger.created": Trigger,
  "trigger.updated": Trigger,
  "trigger.deleted": Trigger,
  "trigger.fired": TriggerDelivery,
  "trigger.failed": TriggerDelivery,
  "trigger.limited": TriggerDelivery,
  "workflow.created": Workflow,
  "workflow.updated": Workflow,
  "workflow.archived": Workflow,
  "workflow.run_started": WorkflowRun,
  "workflow.run_updated": WorkflowRun,
  "workflow.run_completed": WorkflowRun,
  "runtime.updated": z.looseObject({ runtime: z.string().nullable() }),
  "settings.updated": z.looseObject({ key: z.string(), value: z.unknown() }),
  "auth.key_created": Key,
  "auth.key_revoked": Key,
  "auth.signed_in": z.looseObject({ id: z.int(), ...SignIn, provider: z.string() }),
  "auth.sign_in_failed": z.looseObject({ id: z.int().nullable(), ...SignIn, reason: z.string() }),
  "auth.user_created": z.looseObject({ id: z.int(), username: z.string(), role: Role }),
  "auth.user_updated": z.looseObject({ id: z.int(), username: z.string(), role: Role }),
  "webhook.created": Webhook,
  "webhook.updated": Webhook,
  "webhook.deleted": Webhook,
  "webhook.failed": Webhook.extend({
    /** `attempts` when every attempt at `event_id` failed; `gap` when the events up to it were removed unsent. */
    reason: z.enum(["attempts", "gap"]),
    event_id: z.int().nullable(),
    error: z.string(),
  }),
  "webhook.disabled": Webhook.extend({ error: z.string() }),
  /** Only people's streams carry it: with an id only that person's. What changed is to be read. */
  "notification.changed": z.looseObject({ user_id: z.int().nullable() }),
  "backup.started": Backup,
  "backup.completed": Backup.extend({ bytes: z.int(), rows: z.int() }),
  "backup.failed": Backup.extend({ error: z.string() }),
  "alert.created": Alert,
  "alert.updated": Alert,
  "alert.deleted": Alert,
  /** What was found. */
  "alert.fired": Alert.extend({ reason: z.string() }),
  "alert.cleared": Alert,
  /** Not what it says: that is for those whom it concerns. */
  "message.sent": z.looseObject({
    message: z.looseObject({
      id: z.int(),
      conversation_id: z.string(),
      from_agent: z.string(),
      to_agent: TextOrNull,
      message_type: z.string(),
    }),
  }),
} satisfies Record<EventType, z.ZodType>;

const [first, ...rest] = DURABLE_TYPES.map((type) => eventShape(type, EVENT_PAYLOADS[type]));
if (!first) throw new Error("there are no event types");

export const EventShape = z
  .discriminatedUnion("type", [first, ...rest])
  .meta({ id: "Event", description: "Something that happened; `type` says what `data` holds." });

/** Sent only to whoever listens at that moment; not stored. */
const EphemeralShape = z
  .union(EPHEMERAL_TYPES.map((type) => noticeShape(type, EVENT_PAYLOADS[type])))
  .meta({ id: "EphemeralEvent", description: "Something that is told once, and never replayed." });

/**
 * Messages about the stream itself: `connected` comes first, with the id to resume from before there is an event, `reset` means that the reader missed something, `closed`
 * says why the stream ends.
 */
const StreamNotice = z
  .strictObject({
    type: z.enum(["connected", "reset", "closed"]),
    id: z.int().optional(),
    data: z.unknown(),
    timestamp: z.int(),
  })
  .meta({ id: "StreamNotice" });

export const EventStream = byContentType({
  "text/event-stream": z.union([EventShape, EphemeralShape, StreamNotice, TickShape]),
});

const [activity, ...activities] = DURABLE_TYPES.map((type) =>
  eventShape(type, EVENT_PAYLOADS[type])
    .extend(ACTIVITY_FIELDS)
    .meta({ id: `Activity.${type}`, description: `\`${type}\` as it is listed.` }),
);
if (!activity) throw new Error("there are no event types");

/**
 * A page of events, newest first; `next_before` is the cursor for the next, older page. A page may be short or empty while there is more,
 * where a filter has no index. With `stats` it is sums instead.
 */
export const ActivitiesResponse = z.union([
  z.strictObject({
    activities: z.array(z.discriminatedUnion("type", [activity, ...activities])),
    has_more: z.boolean(),
    /** The same, under the name that existing clients read. */
    hasMore: z.boolean(),
    /** How many events pass the filter, counted up to 200. */
    total: z.int(),
    next_before: z.int().nullable(),
  }),
  ActivityStatsShape,
]);
