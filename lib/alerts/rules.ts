import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { AlertRule, Prisma } from "@/prisma/generated/client";
import { assertSensible, type Condition } from "./condition";
import type { AlertWire, CreateAlert, UpdateAlert } from "./schema";

/** As many rules as an installation may have: each is looked at every minute. */
const MOST_RULES = 200;

/** Every rule, newest first. Index: none; there are 200 at most. */
export async function listAlerts(ctx: Context): Promise<AlertRule[]> {
  authorize(ctx.actor, "alert.read");
  return ctx.db.alertRule.findMany({ orderBy: { id: "desc" } });
}

/** Adds a rule. Refuses a condition that can never be met. */
export async function createAlert(ctx: Context, input: CreateAlert): Promise<AlertRule> {
  authorize(ctx.actor, "alert.manage");
  assertSensible(input);
  return ctx.transaction(async (tx) => {
    if ((await tx.db.alertRule.count()) >= MOST_RULES) {
      throw invalid("name", `is one too many: there are ${MOST_RULES} rules`);
    }
    const rule = await tx.db.alertRule.create({
      data: {
        name: input.name,
        description: input.description ?? null,
        entityType: input.entity_type,
        conditionField: input.condition_field,
        conditionOperator: input.condition_operator,
        conditionValue: input.condition_value,
        actionType: input.action_type,
        actionConfig: input.action_config as Prisma.InputJsonObject,
        cooldownMinutes: input.cooldown_minutes,
        createdBy: tx.actor.name,
      },
    });
    await record(tx, { type: "alert.created", data: { rule: nameOf(rule) } });
    return rule;
  });
}

/** Changes a rule. One whose condition changes begins anew. */
export async function updateAlert(ctx: Context, input: UpdateAlert): Promise<AlertRule> {
  authorize(ctx.actor, "alert.manage");
  const { id, ...change } = input;
  const changed = Object.entries(change).filter(([, value]) => value !== undefined);
  if (changed.length === 0) throw invalid("body", "No valid fields to update");
  return ctx.transaction(async (tx) => {
    const before = await lockRule(tx, id);
    const condition = { ...conditionOf(before), ...definedOf(input) };
    assertSensible(condition);
    const isNew = changed.some(([name]) => name.startsWith("condition_") || name === "entity_type");
    const rule = await tx.db.alertRule.update({
      where: { id },
      data: {
        name: input.name,
        description: input.description,
        enabled: input.enabled,
        entityType: condition.entity_type,
        conditionField: condition.condition_field,
        conditionOperator: condition.condition_operator,
        conditionValue: condition.condition_value,
        actionType: input.action_type,
        actionConfig: input.action_config as Prisma.InputJsonObject | undefined,
        cooldownMinutes: input.cooldown_minutes,
        updatedAt: tx.clock.now(),
        ...(isNew || input.enabled === false
          ? { state: "ok", streak: 0, firingSince: null, reason: null }
          : {}),
      },
    });
    await record(tx, {
      type: "alert.updated",
      data: { rule: nameOf(rule), changed: changed.map(([name]) => name) },
    });
    return rule;
  });
}

function definedOf(input: UpdateAlert): Partial<Condition> {
  const { entity_type, condition_field, condition_operator, condition_value } = input;
  const all = { entity_type, condition_field, condition_operator, condition_value };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export async function removeAlert(ctx: Context, id: number): Promise<void> {
  authorize(ctx.actor, "alert.manage");
  await ctx.transaction(async (tx) => {
    const rule = await lockRule(tx, id);
    await tx.db.alertRule.delete({ where: { id } });
    await record(tx, { type: "alert.deleted", data: { rule: nameOf(rule) } });
  });
}

/** A rule whose condition is met. */
export interface FiringAlert {
  id: number;
  name: string;
  reason: string;
  since: Date;
}

/** The rules that fire now, for whoever may read them. Index: none; there are 200 at most. */
export async function alertsFiring(ctx: Context): Promise<FiringAlert[]> {
  if (projectLimitOf(ctx.actor) !== null) return [];
  const rules = await ctx.db.alertRule.findMany({
    where: { state: "firing", enabled: true },
    orderBy: { id: "asc" },
  });
  return rules.map(({ id, name, reason, firingSince, updatedAt }) => ({
    id,
    name,
    reason: reason ?? "its condition is met",
    since: firingSince ?? updatedAt,
  }));
}

/** Index: alert_rules_pkey. */
export async function lockRule(tx: TxContext, id: number): Promise<AlertRule> {
  await tx.db.$queryRaw`SELECT id FROM alert_rules WHERE id = ${id}::int FOR UPDATE`;
  const rule = await tx.db.alertRule.findUnique({ where: { id } });
  if (!rule) throw notFound("Rule");
  return rule;
}

export const nameOf = ({ id, name }: AlertRule) => ({ id, name });

export function conditionOf(rule: AlertRule): Condition {
  return {
    entity_type: rule.entityType,
    condition_field: rule.conditionField,
    condition_operator: rule.conditionOperator,
    condition_value: rule.conditionValue,
  } as Condition;
}

export function alertToWire(rule: AlertRule): AlertWire {
  return {
    id: rule.id,
    name: rule.name,
    description: rule.description,
    enabled: rule.enabled ? 1 : 0,
    ...conditionOf(rule),
    action_type: rule.actionType,
    action_config: rule.actionConfig as Record<string, unknown>,
    cooldown_minutes: rule.cooldownMinutes,
    state: rule.state === "firing" ? "firing" : "ok",
    reason: rule.reason,
    firing_since: toUnixSeconds(rule.firingSince),
    last_triggered_at: toUnixSeconds(rule.lastTriggeredAt),
    trigger_count: rule.triggerCount,
    evaluated_at: toUnixSeconds(rule.evaluatedAt),
    created_by: rule.createdBy,
    created_at: toUnixSeconds(rule.createdAt),
    updated_at: toUnixSeconds(rule.updatedAt),
    workspace_id: 1,
  };
}
