import { describe, expect, test } from "vitest";
import { assertSensible, thresholdOf } from "./condition";
import { afterEvaluation, type Standing } from "./hysteresis";

const start = Date.UTC(2026, 0, 1);

/** Evaluates once a minute, and says in which minutes something was told. */
function told(found: readonly boolean[], cooldownMinutes = 5): string[] {
  const said: string[] = [];
  let rule: Standing = { state: "ok", streak: 0, lastTriggeredAt: null, cooldownMinutes };
  for (const [minute, isMet] of found.entries()) {
    const now = new Date(start + minute * 60_000);
    const { event, ...next } = afterEvaluation(rule, isMet, now);
    if (event) said.push(`${minute} ${event}`);
    rule = { ...rule, ...next, lastTriggeredAt: event === "fired" ? now : rule.lastTriggeredAt };
  }
  return said;
}

const minutes = (pattern: string): boolean[] => [...pattern].map((sign) => sign === "x");

describe("an alert", () => {
  test.each([
    ["x.x.x.x.x", []],
    ["xx", ["1 fired"]],
    ["xxxxxx", ["1 fired"]],
    ["xx.x.x.xx", ["1 fired"]],
    ["xx..", ["1 fired", "3 cleared"]],
    ["xx..xx..xx", ["1 fired", "3 cleared", "9 fired"]],
    ["xx..xxxxxx", ["1 fired", "3 cleared", "6 fired"]],
  ])("that finds %s tells %j", (pattern, expected) => {
    expect(told(minutes(pattern))).toEqual(expected);
  });

  test("fires at once for whoever has it evaluated by hand, once", () => {
    const rule: Standing = { state: "ok", streak: 0, lastTriggeredAt: null, cooldownMinutes: 60 };
    const now = new Date(start);
    expect(afterEvaluation(rule, true, now, true).event).toBe("fired");
    const cooling = { ...rule, lastTriggeredAt: new Date(start - 60_000) };
    expect(afterEvaluation(cooling, true, now, true).event).toBeNull();
  });
});

describe("a condition", () => {
  const condition = (fields: object) => ({
    entity_type: "task" as const,
    condition_field: "status",
    condition_operator: "equals" as const,
    condition_value: "failed",
    ...fields,
  });

  test("counts all of a kind, or those with a value", () => {
    expect(thresholdOf("5")).toEqual({ value: null, than: 5 });
    expect(thresholdOf("in_progress: 12")).toEqual({ value: "in_progress", than: 12 });
    expect(thresholdOf("many")).toBeNull();
  });

  test.each([
    [{ condition_field: "colour" }, /condition_field/],
    [{ condition_field: "updated_at" }, /condition_operator/],
    [{ condition_operator: "count_above" }, /condition_value/],
    [{ entity_type: "session" }, /condition_operator/],
    [{ condition_field: "updated_at", condition_operator: "age_minutes_above" }, /condition_value/],
  ])("that can never be met is refused: %j", (fields, field) => {
    expect(() => assertSensible(condition(fields))).toThrow(field);
  });

  test("of existing clients is taken", () => {
    expect(() => assertSensible(condition({}))).not.toThrow();
    const offline = { entity_type: "agent", condition_field: "last_seen" };
    const old = { condition_operator: "age_minutes_above", condition_value: "30" };
    expect(() => assertSensible(condition({ ...offline, ...old }))).not.toThrow();
  });
});
