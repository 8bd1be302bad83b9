import fc from "fast-check";
import { Plan, type PlanStage } from "@/lib/workflows/run/plan";
import { MOST_REWORKS, type StageKey } from "@/lib/workflows/run/rules";
import type { StageState } from "@/lib/workflows/shapes";

/** What the world does with a stage: the outcome of each attempt in turn (the last one goes on), and what its expressions say. */
export interface Script {
  outcomes: readonly ("done" | "failed" | "unfit" | "approved" | "rejected")[];
  when: boolean | "error";
  count: number | "error";
  /** The iteration after which the loop's condition holds. */
  met: number;
}

export type Status = "running" | "blocked" | "succeeded" | "failed" | "cancelled";

export const idOf = ({ name, item }: StageKey) => (item === null ? name : `${name}#${item}`);

/**
 * The rules in the shortest form that is right: after every event, look at every stage again and again until nothing changes. It
 * shares nothing with the rules of `lib/workflows/run` but the definition.
 */
export class Naive {
  readonly state = new Map<string, StageState>();
  readonly attempts = new Map<string, number>();
  readonly begun = new Map<string, number>();
  readonly size = new Map<string, number>();
  readonly cut = new Set<string>();
  readonly stages: readonly PlanStage[];
  readonly scripts: ReadonlyMap<string, Script>;
  status: Status = "running";

  constructor(stages: readonly PlanStage[], scripts: ReadonlyMap<string, Script>) {
    this.stages = stages;
    this.scripts = scripts;
    for (const { name } of stages) this.state.set(name, "waiting");
    this.settle();
  }

  private of = (name: string) => this.stages.find((stage) => stage.name === name) as PlanStage;
  private script = (name: string) => this.scripts.get(name) as Script;
  private is = (id: string, ...states: StageState[]) =>
    states.includes(this.state.get(id) as StageState);
  private items = (name: string) =>
    Array.from({ length: this.size.get(name) ?? 0 }, (_, item) => `${name}#${item}`);
  private start(id: string): void {
    this.state.set(id, "active");
    this.attempts.set(id, (this.attempts.get(id) ?? 0) + 1);
    this.begun.set(id, (this.begun.get(id) ?? 0) + 1);
  }

  /** What the next attempt of this stage comes to. */
  nextOutcome({ name, item }: StageKey): string {
    const { outcomes } = this.script(name);
    const at = (this.begun.get(idOf({ name, item })) as number) - 1 + (item ?? 0);
    return outcomes[Math.min(at, outcomes.length - 1)] as string;
  }

  end({ name, item }: StageKey): void {
    const id = idOf({ name, item });
    const stage = this.of(name);
    const { outcomes } = this.script(name);
    const outcome =
      outcomes[Math.min((this.begun.get(id) as number) - 1 + (item ?? 0), outcomes.length - 1)];
    if (outcome === "done" || outcome === "approved") this.state.set(id, "succeeded");
    else if (outcome === "rejected") {
      if (
        item === null &&
        stage.rework !== null &&
        (this.attempts.get(id) as number) <= MOST_REWORKS
      ) {
        const kept = this.attempts.get(id) as number;
        for (const other of this.stages)
          if (this.comesAfter(other.name, stage.rework) && this.comesAfter(name, other.name))
            this.clear(other.name);
        this.attempts.set(name, kept);
      } else this.state.set(id, "failed");
    } else if ((this.attempts.get(id) as number) < stage.attempts) this.start(id);
    else this.state.set(id, "failed");
    this.settle();
  }
  cancelTask({ name, item }: StageKey): void {
    const id = idOf({ name, item });
    this.state.set(id, this.is(id, "waiting") ? "skipped" : "cancelled");
    this.drop(name);
    this.settle();
  }
  retry(name: string): void {
    const again = this.stages.filter((other) =>
      [name, ...this.cut].some((each) => !each.includes("#") && this.comesAfter(other.name, each)),
    );
    const ends = this.stages.some(
      (other) =>
        !again.includes(other) &&
        this.is(other.name, "failed") &&
        (other.end || other.onFailure === "fail_run"),
    );
    if (ends) return;
    this.status = "running";
    this.cut.clear();
    for (const other of again) this.clear(other.name);
    this.settle();
  }
  cancel(): void {
    this.stop("cancelled");
  }

  /** Whether `late` is `early` or waits for it, directly or not. */
  private comesAfter(late: string, early: string): boolean {
    return late === early || this.of(late).inputs.some((input) => this.comesAfter(input, early));
  }
  private clear(name: string): void {
    for (const id of this.items(name)) {
      this.state.delete(id);
      this.attempts.delete(id);
    }
    this.size.delete(name);
    this.state.set(name, "waiting");
    this.attempts.set(name, 0);
  }
  private drop(name: string): void {
    for (const id of this.items(name))
      if (this.is(id, "waiting", "active")) this.state.set(id, "cancelled");
  }
  private stop(status: Status): void {
    this.status = status;
    for (const id of this.state.keys()) {
      if (!this.is(id, "waiting", "active")) continue;
      this.cut.add(id);
      this.state.set(id, "cancelled");
    }
  }

  private settle(): void {
    while (this.stages.some((stage) => this.step(stage)));
    for (const { name, end, onFailure } of this.stages) {
      if (end && this.is(name, "succeeded")) {
        this.stop("succeeded");
        return;
      }
      if (end && this.is(name, "failed")) {
        this.stop("failed");
        return;
      }
      if (onFailure === "fail_run" && this.is(name, "failed")) {
        this.stop("failed");
        return;
      }
    }
    const broken = this.stages.some(
      ({ name, onFailure }) => onFailure === "block" && this.is(name, "failed"),
    );
    if (this.stages.some(({ name }) => this.is(name, "active"))) this.status = "running";
    else if (this.stages.some(({ name }) => this.is(name, "waiting")))
      this.status = broken ? "blocked" : "running";
    else this.status = broken ? "failed" : "succeeded";
  }

  /** Does one thing about a stage, and says whether there was one. */
  private step(stage: PlanStage): boolean {
    const { name, inputs } = stage;
    if (this.is(name, "active") && stage.many) return this.stepItems(stage);
    if (!this.is(name, "waiting")) return false;
    const ends = (input: string) =>
      (this.of(input).end !== null && this.is(input, "succeeded", "failed")) ||
      (this.of(input).onFailure === "fail_run" && this.is(input, "failed"));
    if (inputs.some(ends)) return false;
    const settled = inputs.every((input) => !this.is(input, "waiting", "active"));
    if (stage.rework !== null && (this.attempts.get(name) ?? 0) > 0 && !settled) return false;
    let go = false;
    if (stage.join === "settled") go = settled;
    if (stage.join === "any") {
      go = inputs.length === 0 || inputs.some((input) => this.is(input, "succeeded"));
      if (!go && settled) return this.become(name, "skipped");
    }
    if (stage.join === "all") {
      const lost = (input: string) =>
        this.is(input, "skipped", "cancelled") ||
        (this.is(input, "failed") && this.of(input).onFailure === "skip");
      if (inputs.some(lost)) return this.become(name, "skipped");
      go = inputs.every(
        (input) =>
          this.is(input, "succeeded") ||
          (this.is(input, "failed") && this.of(input).onFailure === "continue"),
      );
    }
    if (!go) return false;
    const { when, count } = this.script(name);
    if (stage.hasCondition && when === "error") return this.become(name, "failed");
    if (stage.hasCondition && when === false) return this.become(name, "skipped");
    if (stage.end)
      return this.become(name, stage.end.result === "succeed" ? "succeeded" : "failed");
    if (!stage.many) {
      this.start(name);
      return true;
    }
    if (count === "error") return this.become(name, "failed");
    if (count === 0) return this.become(name, "succeeded");
    this.start(name);
    this.size.set(name, count);
    for (const id of this.items(name)) this.state.set(id, "waiting");
    return true;
  }

  private stepItems(stage: PlanStage): boolean {
    const { name } = stage;
    const ids = this.items(name);
    const active = ids.filter((id) => this.is(id, "active")).length;
    const next = ids.find((id) => this.is(id, "waiting"));
    if (stage.many === "loop") {
      if (active > 0) return false;
      const done = ids.filter((id) => !this.is(id, "waiting"));
      const last = done.at(-1);
      if (last && this.is(last, "failed")) return this.close(name, "failed");
      if (last && this.is(last, "succeeded") && this.script(name).met <= done.length)
        return this.close(name, "succeeded");
      if (next === undefined) return this.close(name, "failed");
      this.start(next);
      return true;
    }
    if (next !== undefined && active < stage.concurrency) {
      this.start(next);
      return true;
    }
    if (active > 0 || next !== undefined) return false;
    const failed = ids.some((id) => this.is(id, "failed"));
    return this.close(
      name,
      failed && ["block", "fail_run"].includes(stage.onFailure) ? "failed" : "succeeded",
    );
  }
  private close(name: string, state: StageState): boolean {
    this.drop(name);
    return this.become(name, state);
  }
  private become(id: string, state: StageState): boolean {
    this.state.set(id, state);
    return true;
  }
}

export interface Shape {
  inputs: number[];
  join: PlanStage["join"];
  onFailure: PlanStage["onFailure"];
  attempts: number;
  kind: "work" | "gate" | "end" | "fail" | "foreach" | "loop";
  rework: number;
  concurrency: number;
  hasCondition: boolean;
  script: Script;
}

export const shape: fc.Arbitrary<Shape> = fc.record({
  inputs: fc.array(fc.nat(12), { maxLength: 4 }),
  join: fc.constantFrom("all", "all", "all", "any", "settled"),
  onFailure: fc.constantFrom("block", "block", "skip", "continue", "continue", "fail_run"),
  attempts: fc.constantFrom(1, 1, 2, 3),
  kind: fc.constantFrom(
    "work",
    "work",
    "work",
    "work",
    "gate",
    "foreach",
    "loop",
    "work",
    "end",
    "fail",
  ),
  rework: fc.nat(20),
  concurrency: fc.integer({ min: 1, max: 4 }),
  hasCondition: fc.boolean(),
  script: fc.record({
    outcomes: fc.array(
      fc.constantFrom<Script["outcomes"][number]>("done", "done", "done", "failed", "unfit"),
      { minLength: 1, maxLength: 4 },
    ),
    when: fc.constantFrom<boolean | "error">(true, true, true, true, false, "error"),
    count: fc.constantFrom<number | "error">(0, 1, 2, 3, 5, "error"),
    met: fc.integer({ min: 1, max: 7 }),
  }),
});

export function planOf(shapes: Shape[]): { plan: Plan; scripts: Map<string, Script> } {
  const scripts = new Map<string, Script>();
  const stages: PlanStage[] = [];
  for (const [position, given] of shapes.entries()) {
    const name = `s${position}`;
    const near = given.inputs.map((back) => position - 1 - back).filter((at) => at >= 0);
    const inputs = [...new Set(near)].map((at) => `s${at}`);
    const { kind, script } = given;
    // An end in the first half would end most runs before anything happens.
    const isEnd = (kind === "end" || kind === "fail") && position > shapes.length / 2;
    const upstream = new Set<string>(inputs);
    for (const before of stages.toReversed())
      if (upstream.has(before.name)) for (const input of before.inputs) upstream.add(input);
    const above = [...upstream].filter((each) => !stages.find(({ name: n }) => n === each)?.end);
    const isGate = kind === "gate" && inputs.length > 0;
    stages.push({
      name,
      position,
      inputs,
      join: given.join,
      // Definitions with a gate that goes on after a rejection are refused.
      onFailure: isGate && given.onFailure === "continue" ? "block" : given.onFailure,
      attempts: isGate ? 1 : given.attempts,
      hasCondition: given.hasCondition,
      end: isEnd ? { result: kind === "end" ? "succeed" : "fail", message: null } : null,
      many: kind === "foreach" || kind === "loop" ? kind : null,
      concurrency: given.concurrency,
      asks: isGate,
      rework: isGate && above.length > 0 ? (above[given.rework % above.length] as string) : null,
    });
    const count = kind === "loop" && script.count === 0 ? 1 : script.count;
    const outcomes = isGate
      ? script.outcomes.map((each) =>
          each === "done" ? ("approved" as const) : ("rejected" as const),
        )
      : script.outcomes;
    scripts.set(name, { ...script, count, outcomes });
  }
  return { plan: new Plan(stages), scripts };
}

export function pictureOfNaive(naive: Naive) {
  return {
    status: naive.status,
    states: Object.fromEntries(
      [...naive.state].map(([id, state]) => [id, `${state} ${naive.attempts.get(id) ?? 0}`]).sort(),
    ),
  };
}
