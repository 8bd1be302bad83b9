import { z } from "zod";
import {
  AgentName,
  BoolParam,
  emptyIsNull,
  line,
  singleLine,
  text,
  UnixSeconds,
  UsDollars,
} from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { CheckShape, Checks } from "@/lib/runs/evidence/schema";

export const REVIEW_POLICIES = ["required", "always", "never"] as const;

/** A project in a path: its id, slug or ticket prefix. */
export const ProjectPath = z.strictObject({ id: z.string().min(1).max(100) });

/**
 * The part of a ticket reference before its number: `myapp` in `myapp-001`. It may contain dashes (`my-app-001`), because trackers
 * that tickets are imported from allow them; the number follows the last dash.
 */
export const TicketPrefix = z
  .string("must be text")
  .trim()
  .max(20, "must have at most 20 characters")
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/,
    "must begin with a letter and have letters, digits and underscores, with single dashes between them",
  );

const Slug = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .max(60, "must have at most 60 characters")
  .regex(
    /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
    "must have lower-case letters and digits, at least one letter, and single dashes between them",
  );

const Budget = UsDollars.nullable();

const fields = {
  name: line(100, "name").transform((name) => name.trim()),
  slug: Slug,
  ticket_prefix: TicketPrefix,
  description: text(2_000).nullable(),
  review_policy: z.enum(REVIEW_POLICIES),
  /** What has to hold of the work of its tasks, unless a task has checks of its own. */
  checks: Checks,
  auto_triage: z.boolean(),
  budget_usd: Budget,
  daily_budget_usd: Budget,
  is_default: z.boolean(),
  github_repo: emptyIsNull(singleLine(200)),
  /** In Unix seconds. */
  deadline: UnixSeconds.nullable(),
  color: emptyIsNull(
    z.string("must be text").regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #4f46e5"),
  ),
};

/** A new project. A slug and a ticket prefix that are not given are made from its name. */
export const CreateProject = z.strictObject(fields).partial().extend({ name: fields.name });
export type CreateProject = z.output<typeof CreateProject>;

const PROJECT_STATUSES = ["active", "archived"] as const;

/**
 * A change of a project: absent fields stay, null clears, `etag` must be the project's present one. `status` is another word for
 * `archived`; `assigned_agents` are all the agents that shall be assigned, by name.
 */
export const UpdateProject = z
  .strictObject(fields)
  .partial()
  .extend({
    archived: z.boolean().optional(),
    status: z.enum(PROJECT_STATUSES).optional(),
    assigned_agents: z.array(AgentName).max(1_000, "must have at most 1000 names").optional(),
    etag: z.string().min(1).max(100).optional(),
  })
  .refine(
    ({ archived, status }) =>
      archived === undefined || status === undefined || archived === (status === "archived"),
    { path: ["status"], error: "must not contradict `archived`: send one of the two" },
  );
export type UpdateProject = z.output<typeof UpdateProject>;

/** `archive` keeps the project and its tasks; `delete` is for a project that never had a task. */
export const RemoveMode = z.enum(["archive", "delete"]);
export type RemoveMode = z.output<typeof RemoveMode>;
export const RemoveProject = z.strictObject({ mode: RemoveMode.default("archive") });

export const AssignAgent = z.strictObject({
  agent_name: AgentName,
  /** Absent: `member`, or the one it has. */
  role: singleLine(50).optional(),
});
export type AssignAgent = z.output<typeof AssignAgent>;
export const UnassignAgent = z.strictObject({ agent_name: AgentName });

export const ListProjects = z.strictObject({
  archived: z.enum(["true", "false", "all"]).default("false"),
  /** `1` is `archived=all`. */
  includeArchived: BoolParam.default(false),
  /** Whether to count each project's tasks. */
  counts: BoolParam.default(false),
});
export type ListProjects = z.output<typeof ListProjects>;

/**
 * The project object of the API. `tasks` is present only if counts were asked for, `task_count` and `assigned_agents` only in
 * answers about projects, not in events.
 */
export const ProjectShape = z
  .strictObject({
    id: z.int(),
    etag: z.string(),
    name: z.string(),
    slug: z.string(),
    ticket_prefix: z.string(),
    description: TextOrNull,
    review_policy: z.enum(REVIEW_POLICIES),
    checks: z.array(CheckShape),
    auto_triage: z.boolean(),
    is_default: z.boolean(),
    budget_usd: UsdOrNull,
    daily_budget_usd: UsdOrNull,
    github_repo: TextOrNull,
    deadline: SecondsOrNull,
    color: TextOrNull,
    status: z.enum(PROJECT_STATUSES),
    workspace_id: z.literal(1),
    archived_at: SecondsOrNull,
    created_at: Seconds,
    updated_at: Seconds,
    tasks: z.strictObject({ open: z.int(), total: z.int() }).optional(),
    task_count: z.int().optional(),
    assigned_agents: z.array(z.string()).optional(),
  })
  .meta({
    id: "Project",
    description:
      "A project. `tasks` counts its tasks, where asked for. `task_count` and `assigned_agents` are absent in events.",
  });
export type ProjectWire = z.output<typeof ProjectShape>;
export const ProjectResponse = z.strictObject({ project: ProjectShape });
export const ProjectListResponse = z.strictObject({ projects: z.array(ProjectShape) });
export const ProjectRemovedResponse = z.strictObject({
  success: z.literal(true),
  mode: RemoveMode,
  deleted: z.boolean(),
  project: ProjectShape,
});
export const AssignmentsResponse = z.strictObject({
  assignments: z.array(
    z.strictObject({ project_id: z.int(), agent_name: z.string(), role: z.string() }),
  ),
});
export const AssignedResponse = z.strictObject({ success: z.literal(true) });
