import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { isNotFound } from "@/lib/core/errors";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import type { AlertRule } from "@/prisma/generated/client";
import { type Finding, find } from "./find.sql";
import { afterEvaluation, isCooling, type Standing } from "./hysteresis";
import { conditionOf, lockRule, nameOf } from "./rules";
import type { Evaluation } from "./schema";

/** Looks at every rule now, and says what was found. What is met fires at once, without waiting for a second evaluation. */
export async function evaluateAlerts(ctx: Context): Promise<Evaluation> {
  authorize(ctx.actor, "alert.manage");
  const rules = await ctx.db.alertRule.findMany({
    where: { enabled: true },
    orderBy: { id: "asc" },
  });
  const results: Evaluation["results"] = [];
  for (const rule of rules) {
    const { triggered, reason } = await evaluate(ctx, rule, true);
    results.push({ rule_id: rule.id, rule_name: rule.name, triggered, reason });
  }
  const triggered = results.filter((result) => result.triggered).length;
  return { evaluated: rules.length, triggered, results };
}

interface Outcome {
  triggered: boolean;
  reason: string;
}

/** The condition is looked at outside the transaction; the rule is locked for what follows from it. */
async function evaluate(caller: Context, rule: AlertRule, atOnce: boolean): Promise<Outcome> {
  const ctx = asSystem(caller, "alerts");
  const finding = await find(ctx, conditionOf(rule));
  return ctx.transaction(async (tx) => settle(tx, await lockRule(tx, rule.id), finding, atOnce));
}

async function settle(
  tx: TxContext,
  rule: AlertRule,
  finding: Finding,
  atOnce: boolean,
): Promise<Outcome> {
  const now = tx.clock.now();
  const standing: Standing = {
    state: rule.state === "firing" ? "firing" : "ok",
    streak: rule.streak,
    lastTriggeredAt: rule.lastTriggeredAt,
    cooldownMinutes: rule.cooldownMinutes,
  };
  const next = afterEvaluation(standing, finding !== null, now, atOnce);
  const hasFired = next.event === "fired";
  await tx.db.alertRule.update({
    where: { id: rule.id },
    data: {
      state: next.state,
      streak: next.streak,
      evaluatedAt: now,
      ...(finding === null ? {} : { reason: finding }),
      ...(hasFired
        ? { firingSince: now, lastTriggeredAt: now, triggerCount: { increment: 1 } }
        : {}),
      ...(next.event === "cleared" ? { firingSince: null } : {}),
    },
  });
  if (hasFired) {
    await record(tx, {
      type: "alert.fired",
      agent: recipientOf(rule),
      data: { rule: nameOf(rule), reason: finding ?? "" },
    });
  }
  if (next.event === "cleared")
    await record(tx, { type: "alert.cleared", data: { rule: nameOf(rule) } });
  if (hasFired) return { triggered: true, reason: "Condition met" };
  if (finding === null) return { triggered: false, reason: "Condition not met" };
  if (standing.state === "firing") return { triggered: false, reason: "Fires already" };
  if (isCooling(standing, now)) return { triggered: false, reason: "In cooldown" };
  return { triggered: false, reason: "Condition met for the first time" };
}

/** Who gets a notification, if the rule names somebody. */
function recipientOf({ actionConfig }: AlertRule): string | null {
  const { recipient } = Object(actionConfig) as { recipient?: unknown };
  return typeof recipient === "string" && recipient !== "" ? recipient : null;
}

/** Looks at every enabled rule. One that cannot be looked at does not stop the others. */
export async function evaluateDueAlerts(ctx: Context): Promise<{ evaluated: number }> {
  const rules = await ctx.db.alertRule.findMany({
    where: { enabled: true },
    orderBy: { id: "asc" },
  });
  await forEachIsolated("alert rules", rules, async (rule) => {
    await evaluate(ctx, rule, false).catch((error: unknown) => {
      // It was removed meanwhile.
      if (!isNotFound(error)) throw error;
    });
    return undefined;
  });
  return { evaluated: rules.length };
}

export const evaluateAlertsJob = defineJob({
  name: "evaluateAlerts",
  payload: z.strictObject({}),
  description: "Looks whether the conditions of alert rules are met.",
  periodic: "* * * * *",
  run: (ctx) => evaluateDueAlerts(ctx),
});
