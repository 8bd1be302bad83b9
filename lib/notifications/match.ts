import { type Ask, asksFor, type Reader } from "./asks";
import type { CardRow } from "./cards.sql";
import type { Rule } from "./schema";

/** What of a card a rule looks at. */
export type Matchable = Pick<CardRow, "project_id" | "priority" | "labels" | "owners"> & {
  asks: Ask[];
};

/** The first rule that fits what a card asks of a person; null when none does, or nothing is asked of them. */
export function ruleFor(rules: readonly Rule[], card: Matchable, reader: Reader): Rule | null {
  const asks = asksFor(card.asks, reader);
  if (asks.length === 0) return null;
  return rules.find((rule) => rule.enabled && fits(rule.match, card, asks, reader)) ?? null;
}

/** Every condition that is given must hold; of a list, one entry. */
function fits(
  match: Rule["match"],
  card: Matchable,
  asks: readonly Ask[],
  reader: Reader,
): boolean {
  const { kinds, project_ids, priorities, labels, severities, mine } = match;
  if (kinds && !asks.some(({ kind }) => kinds.includes(kind))) return false;
  if (severities && !asks.some(({ severity }) => severities.includes(severity))) return false;
  if (project_ids && (card.project_id === null || !project_ids.includes(card.project_id)))
    return false;
  if (priorities && !priorities.some((priority) => priority === card.priority)) return false;
  if (labels && !labels.some((label) => card.labels.includes(label))) return false;
  return !mine || isTheirs(card, asks, reader);
}

/** Whether the person created the task, has it, or is meant by name. */
function isTheirs(card: Matchable, asks: readonly Ask[], { id, name, username }: Reader): boolean {
  return (
    asks.some((ask) => ask.for === id) || [name, username].some((n) => card.owners.includes(n))
  );
}
