import type { Result } from "./delivery";

/** A task's status, or how a turn ended, after its reference. */
export function becameText(status: string): string {
  return STATUS_WORDS[status] ?? status;
}

const STATUS_WORDS: Record<string, string> = {
  review: "is in review",
  done: "is done",
  failed: "has failed",
  cancelled: "is cancelled",
  blocked: "is blocked",
  inbox: "is to be tried again",
  assigned: "is to be tried again",
  in_progress: "is in progress",
};

/** Why results wait on this machine, as a condition of the worker; null if none does. */
export function stuckText(stuck: readonly Result[]): string | null {
  const [first] = stuck;
  if (!first) return null;
  const more = stuck.length === 1 ? "" : `, and of ${stuck.length - 1} more`;
  return `Baton does not take the result of ${first.task} (run ${first.run})${more}: ${first.stuck?.why}`;
}
