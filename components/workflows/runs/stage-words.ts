import { formatDuration } from "@/components/format/times";
import type { WorkflowRunSummaryWire } from "@/lib/workflows/shapes";
import type { PhaseKind, PhaseWire } from "@/lib/workflows/timeline/shapes";

export const PHASE_LABEL: Record<PhaseKind, string> = {
  inputs: "Waits for its inputs",
  queue: "Waits to be taken",
  pause: "Waits for a time or event",
  working: "Working",
  review: "In review",
  person: "Waits for a person",
};

/** A period in a sentence, with how long it took. `now` in Unix seconds. */
export function phaseInWords(phase: PhaseWire, now: number): string {
  const { kind, start, end, attempt, agent, outcome, verdict, by } = phase;
  const time = formatDuration(((end ?? now) - start) * 1000);
  const soFar = end === null ? `${time} so far` : time;
  if (kind === "working" && attempt !== undefined) {
    const how = outcome ? outcome.replaceAll("_", " ") : end === null ? "at work" : "then asked";
    return `Attempt ${attempt} by ${agent}: ${how}, ${soFar}`;
  }
  if (kind === "review" && verdict) return `In review for ${time}, then ${verdict} by ${by}`;
  return `${PHASE_LABEL[kind]}: ${soFar}`;
}

/** Who or what started a run. */
export function starterInWords({
  started_by,
  source,
}: Pick<WorkflowRunSummaryWire, "started_by" | "source">): string {
  const name = source.name ?? started_by;
  if (source.kind === "schedule") return `the schedule ${name}`;
  if (source.kind === "trigger") return `the trigger ${name}`;
  if (source.kind === "workflow") return `the workflow ${name}`;
  return started_by;
}
