import type { StageState } from "@/lib/workflows/shapes";
import type { Plan, PlanStage } from "./plan";
import {
  type Action,
  endsRun,
  type Finish,
  type StageFacts,
  type StageKey,
  type World,
} from "./rules";

/** What is decided about a run in one go: the actions so far, and what stages are because of them. Pure. */
export class Decision {
  protected readonly plan: Plan;
  protected readonly world: World;
  protected readonly actions: Action[] = [];
  protected readonly toJudge = new Set<string>();
  protected finish: Finish | null = null;
  private readonly known = new Map<string, StageFacts>();

  constructor(plan: Plan, world: World) {
    this.plan = plan;
    this.world = world;
  }

  protected facts(key: StageKey): StageFacts {
    const id = idOf(key);
    const known = this.known.get(id);
    if (known) return known;
    const facts = this.world.stage(key);
    this.known.set(id, facts);
    return facts;
  }

  protected set(key: StageKey, change: Partial<StageFacts>): void {
    this.known.set(idOf(key), { ...this.facts(key), ...change });
  }

  protected follow(at: StageKey, state: StageState, reason: string | null): void {
    this.set(at, { state });
    this.actions.push({ do: "follow", at, state, reason });
  }

  protected skip(stage: PlanStage, at: StageKey, reason: string): void {
    this.world.becomes(at, "skipped", reason);
    this.set(at, { state: "skipped", standing: "cancelled" });
    this.actions.push({ do: "skip", at, reason });
    this.release(stage);
  }

  protected fail(at: StageKey, reason: string): void {
    this.world.becomes(at, "failed", reason);
    this.set(at, { state: "failed", standing: "failed" });
    this.actions.push({ do: "fail", at, reason });
  }

  protected failAtOnce(stage: PlanStage, at: StageKey, reason: string): void {
    this.fail(at, reason);
    this.release(stage);
  }

  /** `stage` is null for an item, after which its stage decides. */
  protected succeed(stage: PlanStage | null, at: StageKey, reason: string | null): void {
    this.world.becomes(at, "succeeded", reason);
    this.set(at, { state: "succeeded", standing: "done" });
    this.actions.push({ do: "succeed", at, reason });
    if (stage) this.release(stage);
  }

  /** A stage is settled: what waits for it is decided about, unless the run ends with it. */
  protected release(stage: PlanStage): void {
    const { state } = this.facts({ name: stage.name, item: null });
    if (stage.end && state === "succeeded") {
      this.finishWith(stage, "succeeded", stage.end.message);
      return;
    }
    if (endsRun(stage, state)) {
      this.finishWith(stage, "failed", this.failureOf(stage.name));
      return;
    }
    for (const name of this.plan.followersOf(stage.name)) this.toJudge.add(name);
  }

  protected failureOf(name: string): string | null {
    const last = this.actions.findLast(
      (action) => (action.do === "fail" || action.do === "follow") && action.at.name === name,
    );
    return last && "reason" in last ? last.reason : null;
  }

  protected finishWith(
    stage: PlanStage,
    status: "succeeded" | "failed",
    reason: string | null,
  ): void {
    if (this.finish && this.plan.stage(this.finish.stage).position < stage.position) return;
    this.finish = { do: "finish", status, stage: stage.name, reason };
  }

  protected beginItem(name: string, item: number): void {
    const key = { name, item };
    this.set(key, { state: "active", attempts: this.facts(key).attempts + 1 });
    this.actions.push({ do: "begin", at: key });
  }
}

const idOf = ({ name, item }: StageKey): string => (item === null ? name : `${name}#${item}`);
