import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  idOf,
  Naive,
  pictureOfNaive,
  planOf,
  type Script,
  type Shape,
  type Status,
  shape,
} from "@/lib/testing/naive-run";
import type { StageState } from "@/lib/workflows/shapes";
import { consider } from "./consider";
import { observe } from "./observe";
import type { Plan } from "./plan";
import {
  type Action,
  type Answer,
  conclude,
  type ItemFacts,
  isSettled,
  type StageFacts,
  type StageKey,
  type Standing,
  toRetry,
  type World,
} from "./rules";

/** A run that does what the rules say and keeps what came of it in memory. */
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

const MOST = Number(process.env.WORKFLOW_STAGES ?? 40);
const RUNS = Number(process.env.WORKFLOW_RUNS ?? 120);

function pictureOf(followed: Followed) {
  return {
    status: followed.status,
    states: Object.fromEntries(
      [...followed.facts].map(([id, { state, attempts }]) => [id, `${state} ${attempts}`]).sort(),
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
