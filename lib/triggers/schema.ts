import { z } from "zod";
import {
  AgentName,
  BROKEN_CURSOR,
  JsonObject,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  singleLine,
  text,
} from "@/lib/core/fields";
import { Labels, PRIORITIES } from "@/lib/tasks/fields";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { TaskRef } from "@/lib/tasks/schema";
import { checkTemplate, templateFields, withDefaults } from "@/lib/tasks/template";
import { pathsIn, placeholderProblem } from "./placeholders";

export const TRIGGER_KINDS = ["webhook", "status", "children_done", "budget"] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** What a hook is sent when Baton knows it. */
export const PRESETS = [
  "github_issue",
  "github_comment",
  "github_pull_request",
  "github_failed_check",
] as const;
export type Preset = (typeof PRESETS)[number];

export const DELIVERY_OUTCOMES = ["received", "created", "skipped", "ignored", "failed"] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];
/** What a sender is told. */
export const ANSWERS = ["accepted", "skipped", "ignored"] as const;
export type Answer = (typeof ANSWERS)[number];

export const BUDGET_SCOPES = ["agent", "agent_day", "project", "project_day", "day"] as const;

/** A field that may be a placeholder in place of its value. */
const orPlaceholder = <T extends z.ZodType>(schema: T, what: string) =>
  z
    .union([schema, z.string().regex(/^\s*\{\{[^{}]{1,200}\}\}\s*$/)], {
      error: `must be ${what}, or a placeholder such as {{task.assigned_to}}`,
    })
    .nullable()
    .optional();

/**
 * The task that a trigger creates. Its texts may contain `{{path.to.field}}` for what fired it, in title, description, criteria, labels
 * and metadata; and in `assigned_to` and `parent_id` where that is Baton's own. Checks and a command are taken as they are, and take none:
 * they run on the machines of workers.
 */
export const TriggerTemplate = z
  .strictObject({
    ...templateFields,
    assigned_to: orPlaceholder(AgentName.or(z.literal("")), "an agent's name"),
    parent_id: orPlaceholder(TaskRef, "a task's id or its ticket_ref"),
  })
  .superRefine((template, ctx) => {
    checkTemplate(template, ctx);
    for (const [path, value] of textsOf(template)) {
      const problem = placeholderProblem(value);
      if (problem) ctx.addIssue({ code: "custom", path, message: problem });
    }
    for (const field of ["checks", "command"] as const)
      for (const [path, value] of stringsIn(template[field], [field])) {
        const [named] = pathsIn(value);
        if (named !== undefined)
          ctx.addIssue({ code: "custom", path, message: takesNone(named, field) });
      }
    for (const field of ["name", "agent"] as const) {
      const [named] = pathsIn(template.workflow?.[field] ?? "");
      if (named !== undefined)
        ctx.addIssue({
          code: "custom",
          path: ["workflow", field],
          message: `takes no placeholder such as {{${named}}}: what fires a trigger does not choose what is started`,
        });
    }
  })
  .transform(withDefaults);
export type TriggerTemplate = z.output<typeof TriggerTemplate>;

const takesNone = (named: string, field: "checks" | "command"): string =>
  `takes no placeholder such as {{${named}}}: ${field === "checks" ? "a check is a command that runs" : "it runs"} on the machines of workers`;

/** The texts of a template in which placeholders may stand, with their paths. Follow-ups have placeholders of their own. */
const textsOf = ({
  follow_ups: _,
  checks: __,
  command: ___,
  ...template
}: Record<string, unknown>) => stringsIn(template, []);

function stringsIn(value: unknown, path: string[]): [string[], string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => stringsIn(each, [...path, name]));
}

/**
 * The fields that choose who works, or where, with the only placeholders that they take: facts of Baton's own. Anything else of a task or
 * a message may have been written by whoever wants to choose, such as a title that came through a hook.
 */
const CHOSEN_BY = {
  assigned_to: ["task.assigned_to", "task.created_by", "budget.name"],
  parent_id: ["task.id", "task.ticket_ref", "task.parent_id"],
} as const;
export type ChoosingField = keyof typeof CHOSEN_BY;

/** The placeholders that a choosing field takes in a trigger of this kind: none of a hook's, which are all its sender's. */
export const choicesOf = (field: ChoosingField, kind: TriggerKind): readonly string[] =>
  kind === "webhook" ? [] : CHOSEN_BY[field];

/** The first choosing field with a placeholder that it does not take; undefined if there is none. */
export function badChoice(
  template: Pick<TriggerTemplate, ChoosingField>,
  kind: TriggerKind,
): { field: ChoosingField; path: string } | undefined {
  for (const field of Object.keys(CHOSEN_BY) as ChoosingField[]) {
    const path = pathsIn(String(template[field] ?? "")).find(
      (each) => !choicesOf(field, kind).includes(each),
    );
    if (path !== undefined) return { field, path };
  }
  return undefined;
}

const Name = singleLine(100).refine(
  (name) => !/^\d+$/.test(name),
  "must not be a number, which would be read as an id",
);

/** A value or several; `what` says which are allowed. */
const oneOrMore = <T extends z.ZodType>(schema: T, what: string, most = 50) =>
  z
    .union([schema, z.array(schema).min(1).max(most)], {
      error: `must be ${what}, or a list of at most ${most} of them`,
    })
    .transform((value) => [...new Set([value].flat() as z.output<T>[])]);

const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  oneOrMore(z.enum(values), `one of ${values.join(", ")}`, values.length);

/** The project that is watched: by default the template's; null for every one. */
const watched = { project_id: RowId.nullable().optional() };

const ofTasks = {
  ...watched,
  /** It has all of these. */
  labels: Labels.optional(),
  /** It is one of these. */
  priority: oneOf(PRIORITIES).optional(),
  assigned_to: oneOrMore(AgentName, "an agent's name").optional(),
};

/** What a trigger of each kind fires on. */
export const MATCHES = {
  webhook: z.strictObject({
    /** For a preset: the actions that count, where its own choice does not fit. */
    actions: oneOrMore(singleLine(60), "an action such as opened").optional(),
    /** For a preset: `owner/name`. */
    repository: singleLine(200).optional(),
  }),
  status: z.strictObject({ ...ofTasks, status: oneOf(STATUSES) }),
  children_done: z.strictObject(ofTasks),
  budget: z.strictObject({
    ...watched,
    percent: z
      .number("must be a number of percent")
      .min(1, "must be at least 1")
      .max(1_000, "must be at most 1000"),
    scope: oneOf(BUDGET_SCOPES).optional(),
    agent: AgentName.optional(),
  }),
} as const satisfies Record<TriggerKind, z.ZodType>;
export type MatchOf<K extends TriggerKind> = z.output<(typeof MATCHES)[K]>;

const MaxPerHour = z
  .number()
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(100_000, "must be at most 100000")
  .nullable();

const common = {
  name: Name,
  task_template: TriggerTemplate,
  /** What fires it more often than this within an hour creates no task; null for no limit. */
  max_per_hour: MaxPerHour.optional(),
  paused: z.boolean().optional(),
};

export const CreateTrigger = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      ...common,
      kind: z.literal("webhook"),
      preset: z.enum(PRESETS).optional(),
      match: MATCHES.webhook.optional(),
      /** A preset has one. */
      task_template: TriggerTemplate.optional(),
      /** Where the tasks are created if there is no template that says so. */
      project_id: RowId.optional(),
    }),
    z.strictObject({ ...common, kind: z.literal("status"), match: MATCHES.status }),
    z.strictObject({
      ...common,
      kind: z.literal("children_done"),
      match: MATCHES.children_done.optional(),
    }),
    z.strictObject({ ...common, kind: z.literal("budget"), match: MATCHES.budget }),
  ],
  { error: `must be one of ${TRIGGER_KINDS.join(", ")}` },
);
export type CreateTrigger = z.output<typeof CreateTrigger>;

/** A change: absent fields stay; `match` and the template are replaced as a whole; `etag` must be its present one. */
export const UpdateTrigger = z.strictObject({
  name: Name.optional(),
  match: z.record(z.string(), z.unknown()).optional(),
  task_template: TriggerTemplate.optional(),
  max_per_hour: MaxPerHour.optional(),
  etag: z.string().min(1).max(100).optional(),
});
export type UpdateTrigger = z.output<typeof UpdateTrigger>;

/** A trigger in a path: its id, or its name where that is the only one. */
export const TriggerPath = z.strictObject({ id: z.string().trim().min(1).max(100) });

const DeliveryId = z
  .string()
  .regex(/^\d{1,15}$/, "must be a delivery's id")
  .transform(Number);
export const TriggerDeliveryPath = TriggerPath.extend({ delivery: DeliveryId });

export const PauseTrigger = z.strictObject({ note: text(2_000).nullable().optional() });

export const RotateTriggerSecret = z.strictObject({
  /** For how long messages that are signed with the earlier secret are accepted too. */
  keep_old_hours: z
    .int("must be whole hours")
    .min(0, "must not be negative")
    .max(168, "must be at most 168 hours, a week")
    .default(24),
});
export type RotateTriggerSecret = z.output<typeof RotateTriggerSecret>;

/** Something to try a trigger with; without a payload, an example of what it is for. */
export const TryTrigger = z.strictObject({ payload: JsonObject.optional() });
export type TryTrigger = z.output<typeof TryTrigger>;

const Cursor = z
  .string()
  .regex(/^\d{1,15}$/, BROKEN_CURSOR)
  .transform(Number)
  .optional();

export const ListTriggers = z.strictObject({
  project_id: numberParam(1, MAX_INT).optional(),
  kind: z.enum(TRIGGER_KINDS).optional(),
  limit: PageLimit,
  cursor: Cursor.refine((id) => id === undefined || id <= MAX_INT, BROKEN_CURSOR),
});
export type ListTriggers = z.output<typeof ListTriggers>;

export const ListTriggerDeliveries = z.strictObject({
  outcome: z.enum(DELIVERY_OUTCOMES).optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export type ListTriggerDeliveries = z.output<typeof ListTriggerDeliveries>;

/** The last part of a hook's address. */
export const HookPath = z.strictObject({ token: z.string().trim().min(1).max(100) });
