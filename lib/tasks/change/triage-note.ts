/** What auto-triage said of a task, in `metadata.triage`: whom it chose and why, or why nobody. */
export interface TriageNote {
  agent: string | null;
  reason: string;
  score: number | null;
  at: string;
  /** Agents that it chose before and that the task came back from. */
  passed_over: string[];
}

/** Metadata is free: a client may have put anything there. */
export function isTriageNote(value: unknown): value is TriageNote {
  if (typeof value !== "object" || value === null) return false;
  const { agent, reason, passed_over } = value as Partial<TriageNote>;
  return (
    (agent === null || typeof agent === "string") &&
    typeof reason === "string" &&
    Array.isArray(passed_over)
  );
}
