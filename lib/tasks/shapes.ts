import { z } from "zod";
import { PlainDate } from "@/lib/core/fields";
import { reasonFields } from "@/lib/core/reasons";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { GivenAnswerShape } from "@/lib/requests/shapes";
import { FeedbackCommentShape } from "@/lib/rounds/shapes";
import { CheckShape } from "@/lib/runs/evidence/schema";
import { ResumesShape, RunShape } from "@/lib/runs/shapes";
import { TaskCommandShape } from "./command";
import { EXEC_MODES, LINK_TYPES, POLL_REASONS, PRIORITIES, TASK_KINDS, TASK_TYPES } from "./fields";
import { STATUSES } from "./lifecycle";

/** What the API answers about tasks. The wire types are derived from these; a field is added here first. */

const Status = z.enum(STATUSES);

const WaitingShape = z
  .strictObject({
    reason: z.enum(["blocker", "earlier_step", "scheduled", "ancestor"]),
    ticket_ref: TextOrNull,
    message: z.string(),
  })
  .meta({ id: "Waiting", description: "Why a task is not ready." });
/** Why a task is not ready: a blocker, an earlier step, an ancestor, or its start time. */
export type Waiting = z.output<typeof WaitingShape>;

const FollowUpShape = z
  .strictObject({
    title: z.string(),
    description: TextOrNull.optional(),
    acceptance_criteria: TextOrNull.optional(),
    priority: z.enum(PRIORITIES).optional(),
    type: z.enum(TASK_TYPES).optional(),
    work_type: TextOrNull.optional(),
    labels: z.array(z.string()).optional(),
    assigned_to: TextOrNull.optional(),
    review_required: z.boolean().optional(),
    /** Only on the first level: whether the task was created already. */
    created: z.boolean().optional(),
    get follow_ups() {
      return z.array(FollowUpShape).optional();
    },
  })
  .meta({ id: "FollowUp", description: "A task that is created when another is done." });

export const HOLD_CODES = [
  "budget_exceeded",
  "configuration",
  "no_model",
  "unavailable",
  "cancelled",
  "released",
  "limit",
] as const;

export const ORIGINS = [
  "browser",
  "api",
  "ticket",
  "work",
  "workflow",
  "schedule",
  "trigger",
] as const;

const WorkflowPlaceShape = z
  .strictObject({
    run_id: z.int(),
    workflow: z.string(),
    version: z.int(),
    stage: TextOrNull,
    item: z.int().nullable(),
    is_root: z.boolean(),
  })
  .meta({ id: "WorkflowPlace", description: "Where a task stands in the run of a workflow." });

export const TaskShape = z
  .strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    etag: z.iso.datetime(),
    title: z.string(),
    description: TextOrNull,
    acceptance_criteria: TextOrNull,
    /** Its own, in place of the project's; null: those of the project. */
    checks: z.array(CheckShape).nullable(),
    status: Status,
    priority: z.enum(PRIORITIES),
    type: z.enum(TASK_TYPES),
    /** An epic, and a task with live children, is a group. Only work is handed out by the queue. */
    kind: z.enum(TASK_KINDS),
    work_type: TextOrNull,
    labels: z.array(z.string()),
    /** The same as `labels`, under the name that existing clients read. */
    tags: z.array(z.string()),
    metadata: z.record(z.string(), z.unknown()),
    origin: z.enum(ORIGINS),
    created_by: z.string(),
    assigned_to: TextOrNull,
    claimed_by: TextOrNull,
    claimed_at: SecondsOrNull,
    lease_expires_at: SecondsOrNull,
    run_id: z.int().nullable(),
    /** The oldest open request that its run waits for: what a person has to answer. */
    request_id: z.int().nullable(),
    parent_id: z.int().nullable(),
    root_id: z.int(),
    exec_mode: z.enum(EXEC_MODES),
    exec_order: z.int().nullable(),
    on_failure: z.enum(["block", "continue"]),
    /** Nothing keeps it back. */
    ready: z.boolean(),
    /** What a poll may hand out: ready work. */
    claimable: z.boolean(),
    /** What a poll with `commands` may hand out: ready work with a command. */
    command_ready: z.boolean(),
    waiting_on: z.array(WaitingShape),
    blocked_reason: TextOrNull,
    progress: z.strictObject({ done: z.int(), total: z.int() }),
    review_required: z.boolean(),
    review_cycles: z.int(),
    dispatch_attempts: z.int(),
    stale_requeues: z.int(),
    next_attempt_at: SecondsOrNull,
    dispatch_hold: z
      .strictObject({
        code: z.enum(HOLD_CODES),
        message: z.string(),
        since: SecondsOrNull,
        next_at: SecondsOrNull,
      })
      .nullable(),
    scheduled_for: SecondsOrNull,
    due_on: PlainDate.nullable(),
    due_date: SecondsOrNull,
    estimated_hours: z.number().nullable(),
    actual_hours: z.number().nullable(),
    outcome: TextOrNull,
    error_message: TextOrNull,
    resolution: TextOrNull,
    feedback_rating: z.int().nullable(),
    feedback_notes: TextOrNull,
    retry_count: z.int(),
    comment_count: z.int(),
    follow_ups: z.array(FollowUpShape),
    /** JSON Schema that its resolution has to be valid by; null for a free text. */
    output_schema: z.record(z.string(), z.unknown()).nullable(),
    /** What a worker that was started with `--commands` runs for it, in place of a program with a prompt. */
    command: TaskCommandShape.nullable(),
    /** Where it stands in the run of a workflow. The root has no stage; only items and iterations have a number, from 0. */
    workflow: WorkflowPlaceShape.nullable(),
    completed_at: SecondsOrNull,
    archived_at: SecondsOrNull,
    status_changed_at: SecondsOrNull,
    created_at: Seconds,
    updated_at: Seconds,
    project_id: z.int(),
    project_ticket_no: z.int(),
    project_name: z.string(),
    project_prefix: z.string(),
    workspace_id: z.literal(1),
    github_issue_number: z.null(),
    github_repo: z.null(),
    github_synced_at: z.null(),
    github_branch: z.null(),
    github_pr_number: z.null(),
    github_pr_state: z.null(),
  })
  .meta({ id: "Task", description: "A task. Times are Unix seconds." });
export type TaskWire = z.output<typeof TaskShape>;

/** What an event carries of a task (`event_task` in prisma/sql/events.sql). */
export const TaskEventShape = TaskShape.omit({
  description: true,
  acceptance_criteria: true,
  checks: true,
  waiting_on: true,
  error_message: true,
  resolution: true,
  feedback_notes: true,
  follow_ups: true,
  output_schema: true,
  command: true,
  workspace_id: true,
  github_issue_number: true,
  github_repo: true,
  github_synced_at: true,
  github_branch: true,
  github_pr_number: true,
  github_pr_state: true,
}).extend({
  /** Only while it is short. */
  metadata: TaskShape.shape.metadata.optional(),
});
export type TaskEventWire = z.output<typeof TaskEventShape>;

const HandoffShape = z
  .strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    status: Status,
    agent: TextOrNull,
  })
  .meta({ id: "TaskHandoff", description: "A task that hands on to another, or takes over." });
/** One end of a hand-over, as the task at the other end shows it. */
export type HandoffRef = z.output<typeof HandoffShape>;

const TaskDetailShape = TaskShape.extend({
  predecessors: z.array(HandoffShape),
  follow_ups_created: z.array(HandoffShape),
}).meta({ id: "TaskDetail", description: "A task with the tasks it builds on and led to." });

export const TaskResponse = z.strictObject({ task: TaskShape });
export const TaskDetailResponse = z.strictObject({ task: TaskDetailShape });
/** `unchanged` is there, and true, when the task already was as asked. */
export const ChangedTaskResponse = z.strictObject({
  task: TaskShape,
  unchanged: z.literal(true).optional(),
});
export const DeletedResponse = z.strictObject({ success: z.literal(true) });
export const TaskListResponse = z.strictObject({
  tasks: z.array(TaskShape),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
  next_cursor: TextOrNull,
});
export const TaskListsResponse = z.strictObject({ lists: z.array(TaskListResponse) });
export const BulkUpdateResponse = z.strictObject({
  success: z.literal(true),
  updated: z.int(),
  tasks: z.array(TaskShape),
});

export const BulkCreateResponse = z.strictObject({ tasks: z.array(TaskShape) });

/** What became of each, in the order of the request. */
export const BulkCompleteResponse = z.strictObject({
  completed: z.int(),
  results: z.array(
    z.union([
      z.strictObject({ id: z.union([z.int(), z.string()]), ok: z.literal(true), task: TaskShape }),
      z.strictObject({
        id: z.union([z.int(), z.string()]),
        ok: z.literal(false),
        code: z.string(),
        error: z.string(),
        fix: z.string().optional(),
      }),
    ]),
  ),
});

const FeedbackShape = z
  .strictObject({
    reviewer: z.string(),
    notes: z.string(),
    cycle: z.int(),
    created_at: Seconds,
    /** The commit that was judged; null for work without one. */
    commit: TextOrNull,
    comments: z.array(FeedbackCommentShape),
  })
  .meta({
    id: "Feedback",
    description: "An earlier rejection of the work; lists of them are oldest first.",
  });

export const QueueResponse = z.strictObject({
  task: TaskShape.nullable(),
  reason: z.enum(POLL_REASONS),
  agent: z.string(),
  timestamp: Seconds,
  run: z.strictObject({ id: z.int(), lease_expires_at: SecondsOrNull }).nullable(),
  turn: z
    .strictObject({ run: RunShape })
    .nullable()
    .optional()
    .describe("With `turns`: what the agent is asked, if that is what it got."),
  feedback: z.array(FeedbackShape),
  /** What became of the questions that were asked about the task. */
  answers: z.array(GivenAnswerShape),
  /** Of a stage of a workflow with `context: {resume}`: the session that it goes on in. */
  resumes: ResumesShape.nullable(),
  claims: z
    .array(
      z.strictObject({
        task: TaskShape,
        run: z.strictObject({ id: z.int(), lease_expires_at: SecondsOrNull }),
        feedback: z.array(FeedbackShape),
        answers: z.array(GivenAnswerShape),
        resumes: ResumesShape.nullable(),
      }),
    )
    .optional()
    .describe("With `limit`: every task that this poll claimed, `task` being the first of them."),
});
export const ClaimResponse = z.strictObject({
  task: TaskShape,
  run: RunShape,
  feedback: z.array(FeedbackShape),
  answers: z.array(GivenAnswerShape),
  resumes: ResumesShape.nullable(),
});

export const ReorderedResponse = z.strictObject({ children: z.array(TaskShape) });

/** Each of these is a page: `next_cursor` leads to the next, and null says that there is none. */
export const ChildrenResponse = z.strictObject({
  tasks: z.array(TaskShape),
  total: z.int(),
  next_cursor: TextOrNull,
});
export type ChildrenPage = z.output<typeof ChildrenResponse>;

/** One comment; in a tree each has its replies. */
export const CommentShape = z
  .strictObject({
    id: z.int(),
    task_id: z.int(),
    author: z.string(),
    author_kind: z.string(),
    content: z.string(),
    created_at: Seconds,
    parent_id: z.int().nullable(),
    mentions: z.array(z.string()),
    workspace_id: z.literal(1),
    get replies() {
      return z.array(CommentShape);
    },
  })
  .meta({ id: "Comment", description: "A comment on a task, with its replies." });
export type CommentWire = z.output<typeof CommentShape>;

export const CommentsResponse = z.strictObject({
  comments: z.array(CommentShape),
  total: z.int(),
  next_cursor: TextOrNull,
});
export type CommentsPage = z.output<typeof CommentsResponse>;
export const AddedCommentResponse = z.strictObject({
  comment: CommentShape,
  auto_assigned_to: z.string().optional(),
});

const LinkEndShape = z.strictObject({
  id: z.int(),
  ticket_ref: z.string(),
  title: z.string(),
  status: Status,
});
const LinkShape = z
  .strictObject({ id: z.int(), type: z.enum(LINK_TYPES), from: LinkEndShape, to: LinkEndShape })
  .meta({ id: "TaskLink", description: "A link between two tasks of one project." });
export type LinkWire = z.output<typeof LinkShape>;
const links = { links: z.array(LinkShape), next_cursor: TextOrNull };
export const LinksResponse = z.strictObject(links);
export type LinksPage = z.output<typeof LinksResponse>;
export const UnlinkedResponse = z.strictObject({
  success: z.literal(true),
  removed: z.boolean(),
  ...links,
});

const ThreadTaskShape = z
  .strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    status: Status,
    agent: TextOrNull,
    distance: z.int(),
    /** Its result is not the one that was approved, and is left out. */
    changed_after_approval: z.boolean(),
    resolution: TextOrNull,
    resolution_length: z.int(),
  })
  .meta({
    id: "ThreadTask",
    description:
      "A task of a chain of hand-overs. `distance` counts them: -1 directly before, 0 the task itself, 1 directly after. `resolution` is cut to 4,000 characters, and left out where it was changed after its approval.",
  });
export type ThreadTask = z.output<typeof ThreadTaskShape>;
/** Why a task does not go on; `group` to `next_poll` are about one that waits to be taken. */
export const HELD_UP_CODES = [
  "archived",
  "done",
  "cancelled",
  "failed",
  "review",
  "blocked",
  "stopped_at_limit",
  "waits_for_answer",
  "answered",
  "in_progress",
  "blocker",
  "earlier_step",
  "ancestor",
  "scheduled",
  "group",
  "dispatch_hold",
  "retry",
  "no_capability",
  "unknown_agent",
  "agent_paused",
  "no_worker",
  "worker_paused",
  "worker_blocked",
  "offline",
  "at_capacity",
  "waits_for_commands",
  "led_by_run",
  "run_blocked",
  "waits_for_event",
  "not_claimable",
  "pool",
  "next_poll",
] as const;
const HeldUpReasonShape = z
  .strictObject({
    code: z.enum(HELD_UP_CODES),
    ...reasonFields,
  })
  .meta({ id: "HeldUpReason", description: "Why a task does not go on. Times are Unix seconds." });
export type HeldUpReason = z.output<typeof HeldUpReasonShape>;

export const WhyResponse = z.strictObject({
  task: z.strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    status: Status,
    assigned_to: TextOrNull,
  }),
  /** In the order in which they hold it up; at least one. */
  reasons: z.array(HeldUpReasonShape),
});

export const ThreadResponse = z.strictObject({ thread: z.array(ThreadTaskShape) });

export const TaskGraphResponse = z.strictObject({
  tasks: z.array(TaskShape),
  links: z.array(
    z.strictObject({ id: z.int(), type: z.enum(LINK_TYPES), from_id: z.int(), to_id: z.int() }),
  ),
  /** Whether there is more than the limit lets through; how much is not counted. */
  truncated: z.boolean(),
});
export const DiagramResponse = z.strictObject({ mermaid: z.string() });

const ParentShape = z
  .strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    status: Status,
    orders: z.array(z.int()),
    /** To how many agents the same work was given below it, of which one is picked; null for any other parent. */
    best_of: z.int().nullable(),
    ancestors: z.array(z.strictObject({ id: z.int(), ticket_ref: z.string(), title: z.string() })),
  })
  .meta({
    id: "TaskParent",
    description:
      "What a list shows of the task above one of its own: the orders of its unarchived steps, and its ancestors from the topmost down.",
  });
export type ParentWire = z.output<typeof ParentShape>;
export const ParentsResponse = z.strictObject({ parents: z.array(ParentShape) });

export const WorkloadResponse = z.strictObject({
  /** Unix milliseconds. */
  timestamp: z.int(),
  queue: z.strictObject({
    total_pending: z.int(),
    by_status: z.partialRecord(Status, z.int()),
    by_priority: z.record(z.enum(PRIORITIES), z.int()),
    oldest_pending_age_seconds: z.int(),
    /** From the tasks finished in the last hour; null when none was. */
    estimated_wait_seconds: z.int().nullable(),
    estimated_wait_confidence: z.enum(["calculated", "unknown"]),
  }),
  capacity: z.strictObject({
    active_tasks: z.int(),
    tasks_last_5m: z.int(),
    errors_last_5m: z.int(),
    /** Of the runs that ended in the last five minutes, from 0 to 1. */
    error_rate_5m: z.number(),
    completions_last_hour: z.int(),
  }),
  agents: z.strictObject({
    total: z.int(),
    online: z.int(),
    busy: z.int(),
    idle: z.int(),
    offline: z.int(),
    busy_ratio: z.number(),
  }),
  recommendation: z.strictObject({
    action: z.enum(["normal", "throttle", "shed", "pause"]),
    reason: z.string(),
    details: z.array(z.string()),
    submit_ok: z.boolean(),
    suggested_delay_ms: z.int(),
  }),
  thresholds: z.strictObject({ busy_ratio_throttle: z.number(), busy_ratio_shed: z.number() }),
  stale: z.int(),
  /** Open requests of agents. */
  requests: z.int(),
  needs_person: z.int(),
});
