/** What auto-triage recorded on a task, in `metadata.triage`: which agent it chose and why, or why none. */
export interface TriageNote {
  agent: string | null;
  reason: string;
  score: number | null;
  at: string;
  /** Agents that it chose before and from which the task came back. */
  passed_over: string[];
}

/** Clients may write anything into metadata. */
export function isTriageNote(value: unknown): value is TriageNote {
  if (typeof value !== "object" || value === null) return false;
  const { agent, reason, passed_over } = value as Partial<TriageNote>;
  return (
    (agent === null || typeof agent === "string") &&
    typeof reason === "string" &&
    Array.isArray(passed_over)
  );
}
