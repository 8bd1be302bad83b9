import { z } from "zod";
import { BoolParam, line, text, UsDollars } from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";

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
  auto_triage: z.boolean(),
  budget_usd: Budget,
  daily_budget_usd: Budget,
  is_default: z.boolean(),
};

/** A new project. Without a slug it gets one derived from its name. */
export const CreateProject = z
  .strictObject(fields)
  .partial()
  .extend({ name: fields.name, ticket_prefix: fields.ticket_prefix });
export type CreateProject = z.output<typeof CreateProject>;

/** A change of a project: absent fields stay, null clears, `etag` must be the project's present one. */
export const UpdateProject = z
  .strictObject(fields)
  .partial()
  .extend({ archived: z.boolean().optional(), etag: z.string().min(1).max(100).optional() });
export type UpdateProject = z.output<typeof UpdateProject>;

export const ListProjects = z.strictObject({
  archived: z.enum(["true", "false", "all"]).default("false"),
  /** Whether to count each project's tasks. */
  counts: BoolParam.default(false),
});
export type ListProjects = z.output<typeof ListProjects>;

/** The project object of the API; `tasks` is present only if counts were asked for. */
export const ProjectShape = z
  .strictObject({
    id: z.int(),
    etag: z.string(),
    name: z.string(),
    slug: z.string(),
    ticket_prefix: z.string(),
    description: TextOrNull,
    review_policy: z.enum(REVIEW_POLICIES),
    auto_triage: z.boolean(),
    is_default: z.boolean(),
    budget_usd: UsdOrNull,
    daily_budget_usd: UsdOrNull,
    archived_at: SecondsOrNull,
    created_at: Seconds,
    updated_at: Seconds,
    tasks: z.strictObject({ open: z.int(), total: z.int() }).optional(),
  })
  .meta({ id: "Project", description: "A project. `tasks` counts its tasks, where asked for." });
export type ProjectWire = z.output<typeof ProjectShape>;
export const ProjectResponse = z.strictObject({ project: ProjectShape });
export const ProjectListResponse = z.strictObject({ projects: z.array(ProjectShape) });
export const ProjectRemovedResponse = z.strictObject({
  success: z.literal(true),
  deleted: z.boolean(),
  project: ProjectShape,
});
