/** What is known of a rule between two evaluations. */
export interface Standing {
  state: "ok" | "firing";
  /** How often in a row the condition was found other than the state says. */
  streak: number;
  lastTriggeredAt: Date | null;
  cooldownMinutes: number;
}

export type Next = { state: "ok" | "firing"; streak: number; event: "fired" | "cleared" | null };

/** So often in a row the condition must be met before the rule fires, or be over before it is quiet again. */
const IN_A_ROW = 2;

/**
 * The rule after an evaluation. It fires once when the condition is met twice in a row (`atOnce`: the first time) and its cooldown is
 * over, and clears when it was not met twice in a row, so that a value that trembles around the limit makes no noise.
 */
export function afterEvaluation(rule: Standing, isMet: boolean, now: Date, atOnce = false): Next {
  const agrees = isMet === (rule.state === "firing");
  if (agrees) return { state: rule.state, streak: 0, event: null };
  const streak = rule.streak + 1;
  if (streak < IN_A_ROW && !(atOnce && isMet)) return { state: rule.state, streak, event: null };
  if (!isMet) return { state: "ok", streak: 0, event: "cleared" };
  if (isCooling(rule, now)) return { state: rule.state, streak, event: null };
  return { state: "firing", streak: 0, event: "fired" };
}

/** Whether it fired so short a time ago that it may not fire again. */
export function isCooling({ lastTriggeredAt, cooldownMinutes }: Standing, now: Date): boolean {
  return (
    lastTriggeredAt !== null && now.getTime() - lastTriggeredAt.getTime() < cooldownMinutes * 60_000
  );
}
