import { invalid } from "@/lib/core/errors";
import { type EntityType, FIELDS, type Operator } from "./schema";

export interface Condition {
  entity_type: EntityType;
  condition_field: string;
  condition_operator: Operator;
  condition_value: string;
}

/** What a count is compared with: of things whose field has `value`, or of all for null. */
export interface Threshold {
  value: string | null;
  than: number;
}

/** Reads `5` or `failed:5`; null for anything else. */
export function thresholdOf(text: string): Threshold | null {
  const [, value, number] = /^(?:(.+):)?\s*(\d{1,9})$/.exec(text.trim()) ?? [];
  return number === undefined ? null : { value: value?.trim() ?? null, than: Number(number) };
}

const OF_KIND: Record<"text" | "time" | "number", readonly Operator[]> = {
  text: ["equals", "not_equals", "contains", "count_above", "count_below"],
  time: ["age_minutes_above"],
  number: ["equals", "not_equals", "greater_than", "less_than"],
};
const COUNTED_ONLY: readonly Operator[] = ["count_above", "count_below"];

/** Refuses a condition that could never be met or says nothing, with what would do. */
export function assertSensible(condition: Condition): void {
  const { entity_type: entity, condition_field: field, condition_operator: operator } = condition;
  const kind = FIELDS[entity][field];
  if (kind === undefined) {
    throw invalid(
      "condition_field",
      `must be one of ${Object.keys(FIELDS[entity]).join(", ")} for entity_type ${entity}`,
    );
  }
  const isCounted = entity === "session" || entity === "activity";
  const operators = isCounted ? COUNTED_ONLY : OF_KIND[kind];
  if (!operators.includes(operator)) {
    throw invalid(
      "condition_operator",
      `must be one of ${operators.join(", ")} for ${entity}.${field}`,
    );
  }
  const value = condition.condition_value;
  if (COUNTED_ONLY.includes(operator) && thresholdOf(value) === null) {
    throw invalid(
      "condition_value",
      "must be a number such as 5, or a value and a number such as failed:5",
    );
  }
  if ((kind === "number" || kind === "time") && !/^-?\d{1,9}$/.test(value.trim())) {
    throw invalid("condition_value", "must be a whole number");
  }
}
