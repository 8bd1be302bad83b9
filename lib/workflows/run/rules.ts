import type { StageState } from "@/lib/workflows/shapes";
import type { Plan, PlanStage } from "./plan";

/**
 * What follows in a run when something of it has changed: the rules of inputs, joins, conditions, failures, retries, items, gates and
 * ends (docs/workflows.md). Pure: it asks a `World` what it needs to know and answers with what is to be done. It looks only at what
 * changed and what waits for that, so that a run of thousands of stages costs no more per step than one of three.
 */

/** A stage, or an item of it: of `foreach` a place in the list, of `loop` an iteration, from 0. */
export interface StageKey {
  name: string;
  item: number | null;
}

/** How the task of a stage stands, or, for an approval, the request. */
export type Standing =
  | "open"
  | "done"
  | "failed"
  | "cancelled"
  /** It was deleted or archived. */
  | "gone"
  /** It has taken longer than it may. */
  | "overdue"
  /** A person blocked it before its turn came. */
  | "paused"
  | "approved"
  | "rejected";

export interface StageFacts {
  state: StageState;
  standing: Standing;
  /** How often it was begun. */
  attempts: number;
}

/** A summary of a stage's items, as they are stored. */
export interface ItemFacts {
  /** The first that wait: one more than are looked at together. */
  next: readonly number[];
  /**
   * How many are worked on; counted no further than are looked at together and may be worked on at a time, or one where none waits.
   */
  active: number;
}

/** What came of an expression, or why nothing did. */
export type Answer<T> = { value: T } | { error: string };

/** What can be asked about a run. Any of these may throw `Missing`: then the answer has to be read first. */
export interface World {
  stage(key: StageKey): StageFacts;
  items(name: string): ItemFacts;
  /** How many of its items are stored as failed. */
  failedItems(name: string): number;
  condition(name: string): Answer<boolean>;
  /** How many items the list of a stage with `foreach` has; for a loop, its most iterations. */
  count(name: string): Answer<number>;
  /** Whether the loop has reached its end with this iteration. */
  reached(name: string, item: number): Answer<boolean>;
  /** Why what its task handed in is no output of the stage; null if it is one. */
  refusal(key: StageKey): string | null;
  /** Why it failed, in words. */
  failure(key: StageKey): string;
  /** The condition in words, for the reason. */
  conditionText(name: string): string;
  /** Hears what a stage becomes, for later questions about it. */
  becomes(key: StageKey, state: StageState, reason: string | null): void;
}

export type Action =
  /** Only the stage's state changes: its task is that way already. */
  | { do: "follow"; at: StageKey; state: StageState; reason: string | null }
  /** Its task becomes something to do. */
  | { do: "begin"; at: StageKey }
  /** Its task failed and is tried again. */
  | { do: "retry"; at: StageKey; reason: string }
  /** As many items are created below it, and the first of them begun. */
  | { do: "expand"; at: StageKey; count: number; begin: readonly number[] }
  | { do: "skip"; at: StageKey; reason: string }
  | { do: "fail"; at: StageKey; reason: string }
  | { do: "succeed"; at: StageKey; reason: string | null }
  /** Its items that are not settled are cancelled. */
  | { do: "drop"; name: string; reason: string }
  /** These stages are as before their first attempt again; the gate that asked keeps count of its attempts. */
  | { do: "rework"; gate: string; stages: readonly string[] }
  /** What a gate asked about has been reopened: what is between it and the gate, and the gate, are done again. Gates keep count of attempts. */
  | { do: "askAgain"; reopened: string; stages: readonly string[] }
  | { do: "finish"; status: "succeeded" | "failed"; stage: string; reason: string | null };

/** How often a gate may send work back. */
export const MOST_REWORKS = 3;

const SETTLED: readonly StageState[] = ["succeeded", "failed", "skipped", "cancelled"];
export const isSettled = (state: StageState): boolean => SETTLED.includes(state);

type Verdict = { be: "wait" } | { be: "run" } | { be: "skip"; reason: string };
const WAIT: Verdict = { be: "wait" };
const RUN: Verdict = { be: "run" };

const words: Record<StageState, string> = {
  waiting: "waits",
  active: "is not finished",
  succeeded: "succeeded",
  failed: "failed",
  skipped: "was skipped",
  cancelled: "was cancelled",
};

/** Whether a stage may begin, by the states of its inputs. */
export function judge(
  plan: Plan,
  stage: PlanStage,
  stateOf: (name: string) => StageState,
): Verdict {
  const inputs = stage.inputs.map((name) => ({ of: plan.stage(name), state: stateOf(name) }));
  // They end the run, so nothing begins after them.
  if (inputs.some(({ of, state }) => endsRun(of, state))) return WAIT;
  const allSettled = inputs.every(({ state }) => isSettled(state));
  if (inputs.length === 0) return RUN;
  switch (stage.join) {
    case "settled":
      return allSettled ? RUN : WAIT;
    case "any":
      if (inputs.some(({ state }) => state === "succeeded")) return RUN;
      return allSettled ? { be: "skip", reason: "none of its inputs succeeded" } : WAIT;
    case "all": {
      const lost = inputs.find(
        ({ of, state }) =>
          state === "skipped" ||
          state === "cancelled" ||
          (state === "failed" && of.onFailure === "skip"),
      );
      if (lost) return { be: "skip", reason: `${lost.of.name} ${words[lost.state]}` };
      const good = inputs.every(
        ({ of, state }) =>
          state === "succeeded" || (state === "failed" && of.onFailure === "continue"),
      );
      return good ? RUN : WAIT;
    }
  }
}

export const endsRun = (stage: PlanStage, state: StageState): boolean =>
  (stage.end !== null && (state === "succeeded" || state === "failed")) ||
  (state === "failed" && stage.onFailure === "fail_run");

/** What came of looking at changes: what is to be done at once, and the stages that are to be decided about once that is done. */
export interface Observed {
  actions: Action[];
  consider: string[];
  finish: Finish | null;
}
export type Finish = Extract<Action, { do: "finish" }>;

/** What is known of a run once everything that followed was done. */
export interface Standstill {
  hasActive: boolean;
  hasWaiting: boolean;
  /** The first stage that failed and stops what waits for it. */
  failed: { name: string; reason: string | null } | null;
}

/**
 * What a run is when nothing more follows: it goes on, has ended, or stands still behind a failure until somebody retries or skips that.
 */
export function conclude({
  hasActive,
  hasWaiting,
  failed,
}: Standstill):
  | { be: "running" | "blocked" | "succeeded" }
  | { be: "failed"; stage: string; reason: string | null } {
  if (hasActive) return { be: "running" };
  if (hasWaiting) return { be: failed ? "blocked" : "running" };
  return failed ? { be: "failed", stage: failed.name, reason: failed.reason } : { be: "succeeded" };
}

/**
 * The stages that a retry from one of them begins anew: it, what comes after it, and what the end of the run cut off, with what comes
 * after that; the others keep their results. `endedBy` names a stage that would end the run again at once, because it keeps its failure.
 */
export function toRetry(
  plan: Plan,
  from: string,
  stages: readonly { name: string; state: StageState; wasCut: boolean }[],
): { stages: string[] } | { endedBy: string } {
  const again = new Set(plan.from(from));
  for (const { name, wasCut } of stages) {
    if (!wasCut || again.has(name)) continue;
    for (const each of plan.from(name)) again.add(each);
  }
  const end = stages.find(
    ({ name, state }) => !again.has(name) && endsRun(plan.stage(name), state),
  );
  if (end) return { endedBy: end.name };
  return { stages: plan.stages.map(({ name }) => name).filter((name) => again.has(name)) };
}
