import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StageState } from "@/lib/workflows/shapes";
import { consider } from "./consider";
import { observe } from "./observe";
import { Plan, type PlanStage } from "./plan";
import {
  type Action,
  type Answer,
  conclude,
  type ItemFacts,
  isSettled,
  MOST_REWORKS,
  type StageFacts,
  type StageKey,
  type Standing,
  toRetry,
  type World,
} from "./rules";

/** What the world does with a stage: the outcome of each attempt in turn (the last one goes on), and what its expressions say. */
interface Script {
  outcomes: readonly ("done" | "failed" | "unfit" | "approved" | "rejected")[];
  when: boolean | "error";
  count: number | "error";
  /** The iteration after which the loop's condition holds. */
  met: number;
}

type Status = "running" | "blocked" | "succeeded" | "failed" | "cancelled";

const idOf = ({ name, item }: StageKey) => (item === null ? name : `${name}#${item}`);

/** A run that does what `decide` says and keeps what came of it in memory. */
class Followed implements World {
  readonly facts = new Map<string, StageFacts>();
  readonly begun = new Map<string, number>();
  readonly cut = new Set<string>();
  readonly plan: Plan;
  readonly scripts: ReadonlyMap<string, Script>;
  status: Status = "running";

  constructor(plan: Plan, scripts: ReadonlyMap<string, Script>) {
    this.plan = plan;
    this.scripts = scripts;
    for (const { name } of plan.stages)
      this.facts.set(name, { state: "waiting", standing: "open", attempts: 0 });
    this.run(plan.stages.map(({ name }) => ({ name, item: null })));
  }

  stage(key: StageKey): StageFacts {
    return this.facts.get(idOf(key)) as StageFacts;
  }
  private itemsOf(name: string): [number, StageFacts][] {
    return [...this.facts].flatMap(([id, facts]) =>
      id.startsWith(`${name}#`)
        ? [[Number(id.slice(name.length + 1)), facts] as [number, StageFacts]]
        : [],
    );
  }
  items(name: string): ItemFacts {
    const all = this.itemsOf(name);
    return {
      next: all
        .filter(([, { state }]) => state === "waiting")
        .map(([item]) => item)
        .slice(0, 2),
      active: all.filter(([, { state }]) => state === "active").length,
    };
  }
  failedItems(name: string): number {
    return this.itemsOf(name).filter(([, { state }]) => state === "failed").length;
  }
  condition(name: string): Answer<boolean> {
    const { when } = this.scripts.get(name) as Script;
    return when === "error" ? { error: "no such key" } : { value: when };
  }
  count(name: string): Answer<number> {
    const { count } = this.scripts.get(name) as Script;
    return count === "error" ? { error: "is not a list" } : { value: count };
  }
  reached(name: string, item: number): Answer<boolean> {
    return { value: (this.scripts.get(name) as Script).met <= item + 1 };
  }
  refusal(key: StageKey): string | null {
    return this.last(key) === "unfit" ? "unfit" : null;
  }
  failure(): string {
    return "it failed";
  }
  conditionText(): string {
    return "x";
  }
  becomes(): void {}
  last({ name, item }: StageKey): string {
    const { outcomes } = this.scripts.get(name) as Script;
    const at = (this.begun.get(idOf({ name, item })) ?? 1) - 1 + (item ?? 0);
    return outcomes[Math.min(at, outcomes.length - 1)] as string;
  }

  /** The task of an active stage ends. */
  end(key: StageKey): void {
    const last = this.last(key);
    const standing = (last === "unfit" ? "done" : last) as Standing;
    this.set(key, { standing });
    this.run([key]);
  }
  cancelTask(key: StageKey): void {
    this.set(key, { standing: "cancelled" });
    this.run([key]);
  }
  retry(name: string): void {
    const states = this.plan.stages.map((stage) => ({
      name: stage.name,
      state: this.stage({ name: stage.name, item: null }).state,
      wasCut: this.cut.has(stage.name),
    }));
    const again = toRetry(this.plan, name, states);
    if ("endedBy" in again) return;
    this.status = "running";
    this.reset(again.stages);
    this.cut.clear();
    this.run(again.stages.map((each) => ({ name: each, item: null })));
  }
  cancel(): void {
    this.finish("cancelled");
  }

  private set(key: StageKey, change: Partial<StageFacts>): void {
    this.facts.set(idOf(key), { ...this.stage(key), ...change });
  }
  private reset(names: readonly string[], keep?: string): void {
    for (const name of names) {
      for (const [item] of this.itemsOf(name)) this.facts.delete(`${name}#${item}`);
      const attempts = name === keep ? this.stage({ name, item: null }).attempts : 0;
      this.facts.set(name, { state: "waiting", standing: "open", attempts });
    }
  }
  private finish(status: Status): void {
    this.status = status;
    for (const [id, facts] of this.facts) {
      if (isSettled(facts.state)) continue;
      this.cut.add(id);
      this.facts.set(id, { ...facts, state: "cancelled", standing: "cancelled" });
    }
  }
  private begin(key: StageKey): void {
    this.begun.set(idOf(key), (this.begun.get(idOf(key)) ?? 0) + 1);
    const { attempts } = this.stage(key);
    this.set(key, { state: "active", standing: "open", attempts: attempts + 1 });
  }
  private run(changed: StageKey[]): void {
    const { actions, consider: names, finish } = observe(this.plan, this, changed);
    for (const action of actions) this.apply(action);
    for (const action of consider(this.plan, this, names, finish)) this.apply(action);
    if (this.status !== "running" && this.status !== "blocked") return;
    const own = this.plan.stages.map(({ name }) => ({ name, ...this.stage({ name, item: null }) }));
    const end = conclude({
      hasActive: own.some(({ state }) => state === "active"),
      hasWaiting: own.some(({ state }) => state === "waiting"),
      failed:
        own
          .map(({ name, state }) => ({ name, state, reason: null }))
          .find(
            ({ name, state }) =>
              state === "failed" && ["block", "fail_run"].includes(this.plan.stage(name).onFailure),
          ) ?? null,
    });
    this.status = end.be;
  }
  private apply(action: Action): void {
    switch (action.do) {
      case "follow":
        this.set(action.at, { state: action.state });
        return;
      case "begin":
      case "retry":
        this.begin(action.at);
        return;
      case "expand":
        this.begin(action.at);
        for (let item = 0; item < action.count; item++)
          this.facts.set(`${action.at.name}#${item}`, {
            state: "waiting",
            standing: "open",
            attempts: 0,
          });
        for (const item of action.begin) this.begin({ name: action.at.name, item });
        return;
      case "skip":
        this.set(action.at, { state: "skipped", standing: "cancelled" });
        return;
      case "fail":
        this.set(action.at, { state: "failed", standing: "failed" });
        return;
      case "succeed":
        this.set(action.at, { state: "succeeded", standing: "done" });
        return;
      case "drop":
        for (const [item, { state }] of this.itemsOf(action.name))
          if (!isSettled(state))
            this.set({ name: action.name, item }, { state: "cancelled", standing: "cancelled" });
        return;
      case "rework":
        this.reset(action.stages, action.gate);
        return;
      case "finish":
        this.finish(action.status);
        return;
    }
  }
}

/**
 * The rules in the shortest form that is right: after every event, look at every stage again and again until nothing changes. It
 * shares nothing with `decide` but the definition.
 */
class Naive {
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

const MOST = Number(process.env.WORKFLOW_STAGES ?? 40);
const RUNS = Number(process.env.WORKFLOW_RUNS ?? 120);

interface Shape {
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

const shape: fc.Arbitrary<Shape> = fc.record({
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

function planOf(shapes: Shape[]): { plan: Plan; scripts: Map<string, Script> } {
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
      onFailure: given.onFailure,
      attempts: isGate ? 1 : given.attempts,
      hasCondition: given.hasCondition,
      end: isEnd ? { result: kind === "end" ? "succeed" : "fail", message: null } : null,
      many: kind === "foreach" || kind === "loop" ? kind : null,
      concurrency: given.concurrency,
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

function pictureOf(followed: Followed) {
  return {
    status: followed.status,
    states: Object.fromEntries(
      [...followed.facts].map(([id, { state, attempts }]) => [id, `${state} ${attempts}`]).sort(),
    ),
  };
}
function pictureOfNaive(naive: Naive) {
  return {
    status: naive.status,
    states: Object.fromEntries(
      [...naive.state].map(([id, state]) => [id, `${state} ${naive.attempts.get(id) ?? 0}`]).sort(),
    ),
  };
}

/** What happens next: the task of something active ends, or, seldom, a person intervenes. */
function play(shapes: Shape[], picks: number[]): void {
  const { plan, scripts } = planOf(shapes);
  const followed = new Followed(plan, scripts);
  const naive = new Naive(plan.stages, scripts);
  expect(pictureOf(followed)).toEqual(pictureOfNaive(naive));
  let retries = 0;
  for (let step = 0; step < 60 + shapes.length * 6; step++) {
    const pick = picks[step % picks.length] as number;
    const keys = [...followed.facts].map(([id, facts]): StageKey & { state: StageState } => {
      const [name, item] = id.split("#") as [string, string?];
      return { name, item: item === undefined ? null : Number(item), state: facts.state };
    });
    const active = keys.filter(
      ({ name, item, state }) =>
        state === "active" && (item !== null || plan.stage(name).many === null),
    );
    const isOver = followed.status === "failed" || followed.status === "blocked";
    if (isOver && retries < 3) {
      retries += 1;
      const name = plan.stages[pick % plan.stages.length]?.name as string;
      followed.retry(name);
      naive.retry(name);
    } else if (followed.status !== "running") {
      break;
    } else if (pick % 97 === 0) {
      followed.cancel();
      naive.cancel();
    } else if (pick % 23 === 0) {
      const open = keys.filter(
        ({ item, state }) => item === null && (state === "waiting" || state === "active"),
      );
      const key = open[pick % Math.max(1, open.length)];
      if (!key) continue;
      followed.cancelTask(key);
      naive.cancelTask(key);
    } else {
      const key = active[pick % Math.max(1, active.length)];
      if (!key) break;
      followed.end(key);
      naive.end(key);
    }
    expect(pictureOf(followed)).toEqual(pictureOfNaive(naive));
  }
  // Nothing stands still for no reason.
  const open = [...followed.facts].some(([, { state }]) => state === "active");
  if (followed.status === "running") expect(open).toBe(true);
}

describe("a run", () => {
  it("comes to what the naive interpreter comes to, whatever its definition and whoever intervenes", () => {
    fc.assert(
      fc.property(
        fc.array(shape, { minLength: 1, maxLength: MOST, size: "max" }),
        fc.array(fc.nat(10_000), { minLength: 20, maxLength: 80 }),
        play,
      ),
      { seed: Number(process.env.WORKFLOW_SEED ?? 13), numRuns: RUNS },
    );
  }, 600_000);
});
