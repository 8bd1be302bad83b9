import type { PhaseWire } from "./shapes";

/** A stage, and its task where it still has one. Times in Unix seconds. */
export interface StageTimes {
  /** The kind of its task: an approval and a wait are nobody's work. */
  kind: string;
  state: string;
  /** When its inputs were settled, for the latest time. */
  activatedAt: number | null;
  settledAt: number | null;
  /** The status of its task. */
  taskStatus: string | null;
  /** Whether what is below it does the work: items, iterations or a nested run. */
  isAbove: boolean;
}

/** An attempt at the stage's task. */
export interface AttemptTimes {
  id: number;
  agent: string;
  attempt: number;
  outcome: string | null;
  startedAt: number;
  finishedAt: number | null;
}

/** What a person was asked, by a run or, at a gate, by the stage itself. */
export interface RequestTimes {
  id: number;
  runId: number | null;
  createdAt: number;
  closedAt: number | null;
}

export interface VerdictTimes {
  reviewer: string;
  status: string;
  createdAt: number;
}

interface Parts {
  attempts: readonly AttemptTimes[];
  requests: readonly RequestTimes[];
  verdicts: readonly VerdictTimes[];
}

/**
 * How the time of a stage was spent, oldest first and without overlaps: waiting for its inputs, for somebody to take it, working, in
 * review, waiting for a person. Each attempt is a phase of its own. Lists are ordered by id; `end` is null for what goes on.
 */
export function phasesOf(runStartedAt: number, stage: StageTimes, parts: Parts): PhaseWire[] {
  const { attempts, requests, verdicts } = parts;
  const phases: PhaseWire[] = [];
  const [firstAttempt] = attempts;
  const begun = earliest(stage.activatedAt, firstAttempt?.startedAt ?? null);
  add(phases, { kind: "inputs", start: runStartedAt, end: begun ?? stage.settledAt });
  if (begun === null) return phases;
  if (isWorkElsewhere(stage)) {
    const kind = stage.isAbove ? "working" : "pause";
    add(phases, { kind, start: begun, end: stage.settledAt });
    return phases;
  }
  let at = begun;
  for (const [index, attempt] of attempts.entries()) {
    const next = attempts[index + 1]?.startedAt ?? null;
    addGap(phases, stage, requests, at, attempt.startedAt);
    addAttempt(phases, attempt, requests);
    at = attempt.finishedAt ?? attempt.startedAt;
    if (attempt.outcome !== "succeeded" || attempt.finishedAt === null) continue;
    const verdict = verdicts.find(
      ({ createdAt }) => createdAt >= at && (next === null || createdAt <= next),
    );
    if (!verdict && !(next === null && stage.taskStatus === "review")) continue;
    const given = verdict ? { verdict: verdict.status, by: verdict.reviewer } : {};
    add(phases, { kind: "review", start: at, end: verdict?.createdAt ?? null, ...given });
    at = verdict?.createdAt ?? at;
  }
  const isHeld = attempts.at(-1)?.finishedAt === null || stage.taskStatus === "review";
  // What the engine takes to see the end of the work is no wait for anybody.
  const isOver =
    stage.settledAt !== null && attempts.length > 0 && phases.at(-1)?.verdict !== "rejected";
  if (!isHeld && !isOver) addGap(phases, stage, requests, at, stage.settledAt);
  return phases;
}

/** Whether what the stage does is no attempt at its own task: a pause, a nested run, items or iterations. */
function isWorkElsewhere({ kind, isAbove }: StageTimes): boolean {
  return isAbove || kind === "wait";
}

/** An attempt, without the times in which it waited for an answer. */
function addAttempt(
  phases: PhaseWire[],
  attempt: AttemptTimes,
  requests: readonly RequestTimes[],
): void {
  const { id, agent, outcome, finishedAt } = attempt;
  const of = { run_id: id, attempt: attempt.attempt, agent };
  let at = attempt.startedAt;
  for (const asked of requests) {
    if (asked.runId !== id || asked.createdAt < at) continue;
    add(phases, { kind: "working", start: at, end: asked.createdAt, ...of });
    const end = asked.closedAt ?? finishedAt;
    add(phases, { kind: "person", start: asked.createdAt, end, request_id: asked.id, ...of });
    if (end === null) return;
    at = end;
  }
  add(phases, { kind: "working", start: at, end: finishedAt, ...of, outcome });
}

/**
 * The time between two attempts, or after the last: somebody was asked, or nobody had taken it. After an end that was undone by a
 * retry, the wait begins when the stage was started again; what lies between is nobody's.
 */
function addGap(
  phases: PhaseWire[],
  stage: StageTimes,
  requests: readonly RequestTimes[],
  from: number,
  until: number | null,
): void {
  let at = from;
  for (const asked of requests) {
    if (asked.runId !== null || asked.createdAt < at) continue;
    if (until !== null && asked.createdAt >= until) break;
    waitFor(phases, stage, at, asked.createdAt);
    const end = asked.closedAt ?? until;
    add(phases, { kind: "person", start: asked.createdAt, end, request_id: asked.id });
    if (end === null) return;
    at = end;
  }
  // The answer to a gate settles it; what the engine takes for that is no wait for anybody.
  if (stage.kind === "approval") return;
  if (until === null && stage.state !== "active") return;
  waitFor(phases, stage, at, until);
}

function waitFor(
  phases: PhaseWire[],
  { kind, activatedAt }: StageTimes,
  from: number,
  until: number | null,
): void {
  if (kind === "approval") return;
  const isAgain = activatedAt !== null && activatedAt > from;
  if (isAgain && until !== null && activatedAt > until) return;
  add(phases, { kind: "queue", start: isAgain ? activatedAt : from, end: until });
}

/** Adds a phase unless no time passed in it. */
function add(phases: PhaseWire[], phase: PhaseWire): void {
  if (phase.end === null || phase.end > phase.start) phases.push(phase);
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
