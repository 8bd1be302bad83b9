import { z } from "zod";
import { MAX_INT, RowId, singleLine } from "@/lib/core/fields";
import { Checks, Files } from "@/lib/runs/evidence/schema";
import { TaskCommand } from "@/lib/tasks/command";
import {
  EXEC_MODES,
  LINK_TYPES,
  OUTCOMES,
  PRIORITIES,
  TASK_TYPES,
  UsableOutputSchema,
} from "@/lib/tasks/fields";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { CheckState } from "@/prisma/generated/enums";
import * as c from "./columns";

// The records of an export, and of an import of it: one kind for each table, with the table's columns under their own names. What is
// derived from others is not in them (readiness, counts, sums), nor are secrets, and nothing that belongs to a process.

const REVIEW_POLICIES = ["required", "always", "never"] as const;
const RUNTIMES = ["pull", "openclaw", "anthropic", "openai", "worker"] as const;
const ORIGINS = ["browser", "api", "ticket", "work", "workflow", "schedule"] as const;
const TRIGGERS = ["claim", "dispatch", "direct", "review"] as const;
const RUN_OUTCOMES = [
  "succeeded",
  "failed",
  "timed_out",
  "cancelled",
  "refused",
  "lost",
  "stopped",
] as const;

export const PROJECT = {
  name: c.words(100),
  slug: c.words(60),
  prefix: c.words(20),
  description: c.maybeWords(),
  review_policy: c.oneOfOr("review_policy", REVIEW_POLICIES, "required"),
  checks: c.column("jsonb", Checks.default([])),
  auto_triage: c.flag(false),
  is_default: c.flag(false),
  budget_usd: c.money(),
  daily_budget_usd: c.money(),
  github_repo: c.maybeWords(500),
  deadline: c.maybeMoment(),
  color: c.maybeWords(20),
  settings: c.json({}),
  archived_at: c.maybeMoment(),
  created_at: c.moment(),
  updated_at: c.moment(),
};

export const AGENT = {
  name: c.words(100),
  role: c.textOr("agent"),
  runtime: c.oneOfOr("runtime", RUNTIMES, "pull"),
  soul_content: c.maybeWords(),
  config: c.json({}),
  capabilities: c.list(),
  max_capacity: c.int(1),
  capacity_is_set: c.flag(false),
  working_memory: c.textOr(""),
  source: c.oneOfOr("text", ["manual", "self", "observed"], "manual"),
  hidden: c.flag(false),
  budget_usd: c.money(),
  daily_budget_usd: c.money(),
  last_seen_at: c.maybeMoment(),
  created_at: c.moment(),
  updated_at: c.moment(),
};

/** Parents and steps follow in records of the kind `place`, when every task is there. */
export const TASK = {
  project_id: c.id(),
  project_ticket_no: c.id(),
  title: c.words(500),
  description: c.maybeWords(),
  acceptance_criteria: c.maybeWords(),
  checks: c.column("jsonb", Checks.nullable().default(null)),
  status: c.oneOf("task_status", STATUSES),
  priority: c.oneOfOr("priority", PRIORITIES, "medium"),
  type: c.oneOfOr("task_type", TASK_TYPES, "task"),
  work_type: c.maybeWords(60),
  labels: c.list(),
  metadata: c.json({}),
  origin: c.oneOfOr("task_origin", ORIGINS, "api"),
  created_by: c.textOr("import"),
  assigned_to: c.maybeWords(100),
  exec_mode: c.oneOfOr("exec_mode", EXEC_MODES, "par"),
  on_failure: c.oneOfOr("on_failure", ["block", "continue"], "block"),
  blocked_reason: c.maybeWords(),
  blocked_by_agent: c.flag(false),
  scheduled_for: c.maybeMoment(),
  due_at: c.maybeMoment(),
  review_required: c.flag(true),
  review_cycles: c.int(0),
  dispatch_attempts: c.int(0),
  stale_requeues: c.int(0),
  resolution: c.maybeWords(),
  outcome: c.maybeOneOf("text", OUTCOMES),
  error_message: c.maybeWords(),
  estimated_hours: c.maybeNumber(),
  actual_hours: c.maybeNumber(),
  feedback_rating: c.maybeInt(),
  feedback_notes: c.maybeWords(),
  retry_count: c.int(0),
  follow_ups: c.json(null),
  command: c.column("jsonb", TaskCommand.nullable().default(null)),
  output_schema: c.column("jsonb", UsableOutputSchema.nullable().default(null)),
  completed_at: c.maybeMoment(),
  archived_at: c.maybeMoment(),
  status_changed_at: c.moment(),
  created_at: c.moment(),
  updated_at: c.moment(),
};

export const LINK = {
  from_id: c.id(),
  to_id: c.id(),
  type: c.oneOf("link_type", LINK_TYPES),
  created_by: c.textOr("import"),
  created_at: c.moment(),
};

export const COMMENT = {
  task_id: c.id(),
  author: c.words(100),
  author_kind: c.oneOfOr("text", ["user", "agent", "key", "system"], "user"),
  content: c.words(),
  parent_id: c.maybeId(),
  mentions: c.list(),
  created_at: c.moment(),
};

export const RUN = {
  task_id: c.maybeId(),
  task_ref: c.maybeWords(100),
  project_id: c.maybeId(),
  agent: c.words(100),
  runtime: c.oneOfOr("runtime", RUNTIMES, "pull"),
  trigger: c.oneOfOr("run_trigger", TRIGGERS, "direct"),
  attempt: c.int(1),
  model: c.maybeWords(200),
  tier: c.maybeWords(100),
  tier_reason: c.maybeWords(),
  error: c.maybeWords(),
  error_class: c.maybeWords(100),
  tokens_in: c.maybeInt(),
  tokens_out: c.maybeInt(),
  cost_usd: c.money(),
  cost_source: c.oneOfOr("cost_source", ["reported", "priced", "unknown"], "unknown"),
  self_reported: c.flag(false),
  details: c.json({}),
  started_at: c.moment(),
  finished_at: c.maybeMoment(),
  outcome: c.maybeOneOf("run_outcome", RUN_OUTCOMES),
};

export const REVIEW = {
  task_id: c.id(),
  reviewer: c.words(100),
  reviewer_kind: c.oneOfOr("text", ["agent", "user", "key"], "user"),
  status: c.oneOf("verdict", ["approved", "rejected"]),
  notes: c.textOr(""),
  cycle: c.int(0),
  applied: c.flag(false),
  override_reason: c.maybeWords(),
  run_id: c.maybeId(),
  created_at: c.moment(),
};

export const SCHEDULE = {
  project_id: c.id(),
  name: c.words(100),
  key: c.maybeWords(200),
  input: c.words(300),
  cron: c.maybeWords(2_000),
  once_at: c.maybeMoment(),
  timezone: c.words(100),
  template: c.json({}),
  overlap: c.textOr("skip"),
  overlap_max_age_hours: c.maybeNumber(),
  missed: c.textOr("run"),
  missed_window_hours: c.column("float8", z.number().min(0).default(24)),
  pause_after_failures: c.maybeInt(),
  created_by: c.textOr("import"),
  created_at: c.moment(),
  updated_at: c.moment(),
};

/** Its secrets are not exported: one that is imported is disabled and has a new one. */
export const WEBHOOK = {
  name: c.words(100),
  url: c.words(2_000),
  events: c.list(),
  project_id: c.maybeId(),
  created_by: c.textOr("import"),
  created_at: c.moment(),
  updated_at: c.moment(),
};

const SourceId = z.union([RowId, singleLine(200)]);
const Place = {
  task_id: RowId,
  parent_id: RowId,
  exec_order: z.int().min(0).max(MAX_INT).nullable().default(null),
};

const record = <Kind extends string, T extends c.Columns>(kind: Kind, columns: T) =>
  z.strictObject({ kind: z.literal(kind), id: SourceId, ...c.fieldsOf(columns) });

/** One record of an export. Ids are those of its source. */
/** What a run handed in, and how its checks ended: within the record of the run. */
export const CHANGE = {
  branch: c.maybeWords(300),
  commit_sha: c.words(64),
  base_sha: c.maybeWords(64),
  files: c.column("jsonb", Files),
  diff: c.maybeWords(),
  diff_truncated: c.flag(false),
  created_at: c.moment(),
};
export const CHECK = {
  name: c.words(60),
  command: c.words(2_000),
  commit_sha: c.words(64),
  state: c.oneOf("check_state", Object.values(CheckState)),
  exit_code: c.maybeInt(),
  output: c.textOr(""),
  duration_ms: c.int(0),
  reported_by: c.textOr("import"),
  created_at: c.moment(),
};

export const ImportedRecord = z.discriminatedUnion("kind", [
  record("project", PROJECT),
  record("agent", AGENT).extend({
    projects: z
      .array(z.strictObject({ project_id: RowId, role: z.string().max(60) }))
      .max(1_000)
      .default([]),
  }),
  record("task", TASK),
  z.strictObject({ kind: z.literal("place"), ...Place }),
  record("link", LINK),
  record("comment", COMMENT),
  record("run", RUN).extend({
    prompt: RUN.error.is,
    output: RUN.error.is,
    change: z.strictObject(c.fieldsOf(CHANGE)).nullable().default(null),
    checks: z
      .array(z.strictObject(c.fieldsOf(CHECK)))
      .max(1_000)
      .default([]),
  }),
  record("review", REVIEW),
  record("schedule", SCHEDULE),
  record("webhook", WEBHOOK),
]);
export type ImportedRecord = z.output<typeof ImportedRecord>;
export type RecordOf<Kind extends ImportedRecord["kind"]> = Extract<ImportedRecord, { kind: Kind }>;
/** The kinds that are rows with an id of their own, in an order in which each finds what it refers to. */
export const ROW_KINDS = [
  "project",
  "agent",
  "task",
  "link",
  "comment",
  "run",
  "review",
  "schedule",
  "webhook",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];
