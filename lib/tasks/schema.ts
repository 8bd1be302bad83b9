import { z } from "zod";
import { WorkerName } from "@/lib/agents/workers";
import {
  AgentName,
  anyOf,
  BoolParam,
  BROKEN_CURSOR,
  JsonObject,
  LongPageLimit,
  line,
  MAX_INT,
  numberParam,
  PageLimit,
  PageOffset,
  singleLine,
  text,
  UnixSeconds,
  Words,
} from "@/lib/core/fields";
import { IGNORED_FIELDS } from "@/lib/core/ignored-fields";
import { HandInAnswers } from "@/lib/rounds/schema";
import { FollowUps } from "@/lib/tasks/change/follow-ups";
import {
  clearable,
  taskFields as fields,
  Hours,
  Labels,
  LINK_TYPES,
  OUTCOMES,
  PRIORITIES,
  TASK_TYPES,
} from "./fields";
import { STATUSES } from "./lifecycle";

export {
  EXEC_MODES,
  LINK_TYPES,
  PRIORITIES,
  type Priority,
  TASK_TYPES,
} from "./fields";

/** A task in a path or body: its number or its ticket_ref. */
export const TaskRef = z.union([
  z.number().int().positive(),
  z
    .string()
    .trim()
    .regex(
      /^(\d{1,18}|[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*-\d{1,10})$/,
      "must be a task's id or its ticket_ref",
    ),
]);
export type TaskRef = z.infer<typeof TaskRef>;

export const TaskPath = z.strictObject({
  id: z
    .string()
    .regex(
      /^(\d{1,18}|[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*-\d{1,10})$/,
      "Invalid task ID: use the task's number or its ticket_ref, such as TASK-001",
    ),
});

const Status = z.enum(STATUSES);

/** A task to create. `depends_on` names tasks that must finish first; it is created with its links in one transaction. */
export const CreateTask = z.strictObject({
  ...fields,
  status: Status.optional(),
  priority: fields.priority.default("medium"),
  type: fields.type.default("task"),
  labels: Labels.optional(),
  tags: Labels.optional(),
  metadata: JsonObject.default({}),
  retry_count: fields.retry_count.optional(),
  exec_mode: fields.exec_mode.optional(),
  on_failure: fields.on_failure.optional(),
  review_required: fields.review_required.optional(),
  project_id: z.number().int().positive().max(MAX_INT).optional(),
  parent_id: clearable(TaskRef),
  depends_on: z.array(TaskRef).max(100, "must name at most 100 tasks").optional(),
  follow_ups: clearable(FollowUps),
  completed_at: clearable(UnixSeconds),
  ...IGNORED_FIELDS.createTask,
});
export type CreateTask = z.output<typeof CreateTask>;

/** The key of a task in a plan of tasks that are created together. */
const PlanKey = z.string().min(1).max(100);

/**
 * Tasks to create together: all or none. Each may have a `key`, and name the keys of its parent and of those that must finish first.
 */
export const BulkCreate = z.strictObject({
  project_id: z.number().int().positive().max(MAX_INT).optional(),
  /** The parent of those that name no other. */
  parent_id: TaskRef.optional(),
  tasks: z
    .array(
      CreateTask.omit({ project_id: true, parent_id: true, depends_on: true }).extend({
        key: PlanKey.optional(),
        /** The key of its parent, which comes before it in the list. */
        parent: PlanKey.optional(),
        after: z.array(PlanKey).max(100, "must name at most 100 tasks").optional(),
      }),
    )
    .min(1, "must have at least one task")
    .max(500, "must have at most 500 tasks"),
});
export type BulkCreate = z.output<typeof BulkCreate>;

/**
 * Labels to add to a task and to take off it, in place of the whole list: two clients that each change one label both
 * succeed, with no etag. A label in both is added.
 */
const labelChanges = {
  add_labels: Labels.optional(),
  remove_labels: Labels.optional(),
};

/** A change of a task. What is absent stays, `null` clears, `etag` must be the task's present one. */
export const UpdateTask = z
  .strictObject(fields)
  .partial()
  .extend({
    status: Status.optional(),
    ...labelChanges,
    project_id: z.number().int().positive().max(MAX_INT).optional(),
    parent_id: clearable(TaskRef),
    /** Tasks to create when this one is done; the list replaces the one it has. */
    follow_ups: clearable(FollowUps),
    archived: z.boolean().optional(),
    blocked_reason: clearable(text(2_000)),
    run_id: z.number().int().positive().optional(),
    etag: z.string().min(1).max(100).optional(),
    ...IGNORED_FIELDS.updateTask,
  });
export type UpdateTask = z.output<typeof UpdateTask>;

/** One change for many tasks, or a status each: `{tasks: [{id, status}]}`. */
export const BulkUpdate = z.strictObject({
  tasks: z
    .array(
      z.strictObject({
        id: TaskRef,
        status: Status.optional(),
        priority: fields.priority.optional(),
        assigned_to: fields.assigned_to,
        labels: Labels.optional(),
        ...labelChanges,
        archived: z.boolean().optional(),
        etag: z.string().max(100).optional(),
      }),
    )
    .min(1, "must name at least one task")
    .max(100, "must name at most 100 tasks"),
});
export type BulkUpdate = z.output<typeof BulkUpdate>;

export const SORTS = ["-created_at", "created_at", "-updated_at", "priority"] as const;

export const ListTasks = z.strictObject({
  status: anyOf(STATUSES).optional(),
  priority: anyOf(PRIORITIES).optional(),
  type: anyOf(TASK_TYPES).optional(),
  assigned_to: Words.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  /** The children of a task; `none` means tasks without a parent. */
  parent_id: z.union([z.literal("none"), TaskRef]).optional(),
  /** Everything below a topmost task; `top` means topmost tasks with children or of type epic, `none` those that stand alone. */
  root: z.union([z.enum(["top", "none"]), TaskRef]).optional(),
  /** Any of these labels. */
  labels: Words.optional(),
  tags: Words.optional(),
  /** Every one of these labels. */
  all_labels: Words.optional(),
  ready: BoolParam.optional(),
  /** Whose holder fell silent: the lease ran out, or it was put back for that and nobody has taken it since. */
  stale: BoolParam.optional(),
  archived: z.enum(["true", "false", "all"]).default("false"),
  q: text(200).optional(),
  sort: z.enum(SORTS).default("-created_at"),
  limit: PageLimit,
  offset: PageOffset,
  cursor: z.string().max(400).optional(),
});
export type ListTasks = z.output<typeof ListTasks>;

/** The most lists in one request; a longer address than theirs is refused by some proxies. */
export const MAX_LISTS = 50;

/** Several lists at once: the queries of single lists, separated by semicolons, which no encoded query contains. */
export const TaskListsQuery = z.strictObject({
  lists: text(8_000).transform((queries, check) => {
    const parts = queries.split(";");
    if (parts.length > MAX_LISTS) {
      check.addIssue({ code: "custom", message: `must be at most ${MAX_LISTS} lists` });
      return z.NEVER;
    }
    return parts.map((part, at) => {
      const list = ListTasks.safeParse(Object.fromEntries(new URLSearchParams(part)));
      if (list.success) return list.data;
      const [issue] = list.error.issues;
      const message = `list ${at + 1}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is invalid"}`;
      check.addIssue({ code: "custom", message });
      return z.NEVER;
    });
  }),
});

/** Which tasks a graph shows: below `root`, or every structure of the projects one may read. */
export const TaskGraphQuery = z.strictObject({
  root: TaskRef.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  /** How many levels below the topmost task. */
  depth: numberParam(1, 10).default(10),
  archived: BoolParam.default(false),
  /** False leaves out structures in which everything is done or cancelled. */
  finished: BoolParam.default(true),
  /** Adds tasks that hang on nothing. */
  loose: BoolParam.default(false),
  limit: numberParam(1, 5_000).default(2_000),
});
export type TaskGraphQuery = z.output<typeof TaskGraphQuery>;

export const ParentsQuery = z.strictObject({
  ids: Words.pipe(
    z
      .array(z.string().regex(/^\d{1,9}$/, "must be tasks' ids, separated by commas"))
      .min(1, "must name at least one task")
      .max(200, "must name at most 200 tasks"),
  ).transform((ids) => ids.map(Number)),
});

/** How far a diagram goes; `recursive=false` is one level. */
export const DiagramQuery = z.strictObject({
  depth: numberParam(1, 10).default(10),
  recursive: BoolParam.default(true),
});

const Capacity = (value: unknown): boolean =>
  /^\d+$/.test(String(value)) && Number(value) >= 1 && Number(value) <= 20;
const MaxCapacity = z
  .union([z.string(), z.number()])
  .refine(Capacity, "Invalid max_capacity. Expected integer 1..20.")
  .transform(Number);

/** A name that the claimer chooses for one claim, so that asking again gives the same one. */
const ClaimId = singleLine(100);

/** A poll for work. `wait` seconds holds it open until there is some. */
export const PollQueue = z.strictObject({
  agent: AgentName.optional(),
  max_capacity: MaxCapacity.optional(),
  wait: z
    .union([z.string(), z.number()])
    .refine((v) => /^\d+$/.test(String(v)) && Number(v) <= 60, "must be whole seconds from 0 to 60")
    .transform(Number)
    .default(0),
  project_id: z
    .union([z.string(), z.number()])
    .refine((v) => /^\d{1,9}$/.test(String(v)), "must be a project's id")
    .transform(Number)
    .optional(),
  /** Takes only work of this kind (`work_type`) from the pool; what is assigned to the agent comes whatever its kind. */
  work_type: singleLine(60).optional(),
  claim_id: ClaimId.optional(),
  /** Takes turns as well: what the agent is asked without a task. They come first, one at a time, in `turn`. */
  turns: z.union([z.boolean(), BoolParam]).optional(),
  /** Refuses a name that no agent has, in place of making an agent of it. */
  existing: z.union([z.boolean(), BoolParam]).optional(),
  /** The caller runs tasks' commands itself: such tasks come before others. `only`: it does nothing else. */
  commands: z.union([z.boolean(), BoolParam, z.literal("only")]).optional(),
  /** How many tasks to claim at once, as far as the agent's capacity goes; they are listed in `claims`. */
  limit: z
    .union([z.string(), z.number()])
    .refine((v) => /^\d+$/.test(String(v)) && Number(v) >= 1 && Number(v) <= 20, "must be 1 to 20")
    .transform(Number)
    .optional(),
});
export type PollQueue = z.output<typeof PollQueue>;

const Fence = { run_id: z.number().int().positive().max(MAX_INT).optional() };

/** The same as a body, which may name the process that asks as well. */
export const PollQueueBody = PollQueue.extend({ worker: WorkerName.optional() });
export type PollQueueBody = z.output<typeof PollQueueBody>;

export const ClaimTask = z.strictObject({
  agent: AgentName.optional(),
  max_capacity: MaxCapacity.optional(),
  claim_id: ClaimId.optional(),
  worker: WorkerName.optional(),
  /** The caller runs tasks' commands itself. Nobody else is given a task that has one. */
  commands: z.boolean().optional(),
});
/** Work is in. Without `resolution` the one on the task stays. */
export const CompleteTask = z.strictObject({
  ...Fence,
  resolution: text(200_000).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  actual_hours: Hours.optional(),
  tokens_in: z.number().int().min(0).max(MAX_INT).optional(),
  tokens_out: z.number().int().min(0).max(MAX_INT).optional(),
  cost_usd: z.number().min(0).max(1_000_000).optional(),
  model: text(200).optional(),
  /** What was done about the comments of earlier rejections. */
  answers: HandInAnswers.optional(),
});
/** Work of several tasks is in. Each is handed in by itself. */
export const BulkComplete = z.strictObject({
  tasks: z
    .array(CompleteTask.extend({ id: TaskRef }))
    .min(1, "must name at least one task")
    .max(100, "must name at most 100 tasks"),
});
export type BulkComplete = z.output<typeof BulkComplete>;
export const FailTask = z.strictObject({ ...Fence, error: line(20_000, "error") });
export const ReleaseTask = z.strictObject({ ...Fence, reason: text(2_000).optional() });
export const CancelTask = z.strictObject({ reason: text(2_000).optional() });
export const RetryTask = z.strictObject({ reason: text(2_000).optional() });

export const AddComment = z.strictObject({
  content: text(50_000, 1).refine((value) => value.trim() !== "", "Comment content is required"),
  parent_id: z.number().int().positive().max(MAX_INT).nullable().optional(),
  run_id: z.number().int().positive().max(MAX_INT).optional(),
  ...IGNORED_FIELDS.addComment,
});
export type AddComment = z.output<typeof AddComment>;

const isRowId = (text: string): boolean => Number(text) <= MAX_INT;

/** A page of a task's comments or links; its cursor is the id where the page before ended. */
export const IdPage = z.strictObject({
  limit: LongPageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,10}$/, BROKEN_CURSOR)
    .refine(isRowId, BROKEN_CURSOR)
    .transform(Number)
    .optional(),
});
export type IdPage = z.output<typeof IdPage>;

/** A page of a task's children; its cursor is the place in their order and the id where the page before ended. */
export const ChildrenPage = z.strictObject({
  limit: LongPageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,10}\.\d{1,10}$/, BROKEN_CURSOR)
    .transform((cursor) => cursor.split("."))
    .refine((parts) => parts.every(isRowId), BROKEN_CURSOR)
    .transform(([order, id]) => ({ order: Number(order), id: Number(id) }))
    .optional(),
});
export type ChildrenPage = z.output<typeof ChildrenPage>;

/** The steps of a task in the order they are to be done. */
export const ReorderSteps = z.strictObject({
  order: z
    .array(TaskRef)
    .min(1, "must name at least one child")
    .max(1_000, "must name at most 1000 children"),
});

export const LinkTasks = z.strictObject({
  to: TaskRef,
  type: z.enum(LINK_TYPES),
  /** `to` blocks this task, instead of this task blocking `to`. */
  inverse: z.boolean().default(false),
});
