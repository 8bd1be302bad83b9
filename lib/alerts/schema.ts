import { z } from "zod";
import { JsonObject, line, RowId, text } from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

export const ENTITY_TYPES = ["agent", "task", "session", "activity"] as const;
export const OPERATORS = [
  "equals",
  "not_equals",
  "greater_than",
  "less_than",
  "contains",
  "count_above",
  "count_below",
  "age_minutes_above",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];
export type Operator = (typeof OPERATORS)[number];

/** The fields of each kind that a condition may name, and how they can be compared. */
export const FIELDS: Record<EntityType, Record<string, "text" | "time" | "number">> = {
  agent: {
    status: "text",
    role: "text",
    name: "text",
    last_activity: "text",
    last_seen: "time",
    in_progress: "number",
  },
  task: {
    status: "text",
    priority: "text",
    assigned_to: "text",
    title: "text",
    created_at: "time",
    updated_at: "time",
    status_changed_at: "time",
    review_cycles: "number",
    dispatch_attempts: "number",
  },
  session: { status: "text" },
  activity: { type: "text", actor: "text", entity_type: "text" },
};

const Value = z
  .union([z.string(), z.number(), z.boolean()], "must be text or a number")
  .transform(String)
  .pipe(line(500, "condition_value"));

const Flag = z
  .union([z.boolean(), z.literal(0), z.literal(1)], "must be true or false")
  .transform((value) => value === true || value === 1);

const fields = {
  name: line(200, "name"),
  description: text(1_000).nullish(),
  entity_type: z.enum(ENTITY_TYPES),
  condition_field: line(60, "condition_field"),
  condition_operator: z.enum(OPERATORS),
  condition_value: Value,
  action_type: z.enum(["notification", "webhook"]).default("notification"),
  /** `recipient`: the agent or person that gets a notification. */
  action_config: JsonObject.default({}),
  cooldown_minutes: z.int().min(1, "must be at least 1").max(10_080, "must be at most 10080"),
};

export const CreateAlert = z.strictObject({
  ...fields,
  cooldown_minutes: fields.cooldown_minutes.default(60),
});
export type CreateAlert = z.output<typeof CreateAlert>;

const EvaluateAlerts = z.strictObject({ action: z.literal("evaluate") });

/** Existing clients create a rule, and have all of them evaluated, at the same address. */
export const AlertBody = CreateAlert.partial()
  .extend({ action: EvaluateAlerts.shape.action.optional() })
  .transform(({ action, ...fields }, ctx): CreateAlert | z.output<typeof EvaluateAlerts> => {
    if (action !== undefined) return { action };
    const rule = CreateAlert.safeParse(fields);
    if (rule.success) return rule.data;
    for (const { path, message } of rule.error.issues) {
      const isMissing = (fields as Record<PropertyKey, unknown>)[path[0] ?? ""] === undefined;
      ctx.addIssue({ code: "custom", path, message: isMissing ? "is required" : message });
    }
    return z.NEVER;
  });

export const UpdateAlert = z.strictObject({
  id: RowId,
  name: fields.name.optional(),
  description: fields.description,
  enabled: Flag.optional(),
  entity_type: fields.entity_type.optional(),
  condition_field: fields.condition_field.optional(),
  condition_operator: fields.condition_operator.optional(),
  condition_value: Value.optional(),
  action_type: z.enum(["notification", "webhook"]).optional(),
  action_config: JsonObject.optional(),
  cooldown_minutes: fields.cooldown_minutes.optional(),
});
export type UpdateAlert = z.output<typeof UpdateAlert>;

export const AlertInBody = z.strictObject({ id: RowId });

export const AlertShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    description: TextOrNull,
    /** 1 or 0, as existing clients read it. */
    enabled: z.union([z.literal(0), z.literal(1)]),
    entity_type: z.enum(ENTITY_TYPES),
    condition_field: z.string(),
    condition_operator: z.enum(OPERATORS),
    condition_value: z.string(),
    action_type: z.string(),
    action_config: z.record(z.string(), z.unknown()),
    cooldown_minutes: z.int(),
    /** `firing` from the second evaluation in a row that meets the condition to the second that does not. */
    state: z.enum(["ok", "firing"]),
    /** What was found when the condition was last met. */
    reason: TextOrNull,
    firing_since: SecondsOrNull,
    last_triggered_at: SecondsOrNull,
    trigger_count: z.int(),
    evaluated_at: SecondsOrNull,
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
    workspace_id: z.literal(1),
  })
  .meta({ id: "AlertRule", description: "A condition that is looked at every minute." });
export type AlertWire = z.output<typeof AlertShape>;

export const AlertListResponse = z.strictObject({ rules: z.array(AlertShape) });
export const AlertResponse = z.strictObject({ rule: AlertShape });
export const DeletedAlertResponse = z.strictObject({ deleted: z.literal(true) });
export const EvaluationResponse = z.strictObject({
  evaluated: z.int(),
  triggered: z.int(),
  results: z.array(
    z.strictObject({
      rule_id: z.int(),
      rule_name: z.string(),
      triggered: z.boolean(),
      reason: z.string(),
    }),
  ),
});
export type Evaluation = z.output<typeof EvaluationResponse>;
