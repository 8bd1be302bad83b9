import type { StageState } from "@/lib/workflows/shapes";
import { Decision } from "./decision";
import type { Plan, PlanStage } from "./plan";
import { isSettled, MOST_REWORKS, type Observed, type StageKey, type World } from "./rules";

/**
 * Compares stages, or a single item, with their tasks: what is settled is settled. What waits for that is in `consider`, because it may need
 * what came of it. Pure.
 */
export function observe(plan: Plan, world: World, changed: readonly StageKey[]): Observed {
  return new Observation(plan, world).observeAll(changed);
}

/** Whether a failure of the stage stops what waits for it. */
const stops = (stage: PlanStage): boolean =>
  stage.onFailure === "block" || stage.onFailure === "fail_run";

/** What this decision did to the items of a list. */
interface EntriesSoFar {
  touched: Set<number>;
  /** How many more are worked on, and have failed, than is stored. */
  active: number;
  failed: number;
}

class Observation extends Decision {
  private readonly entries = new Map<string, EntriesSoFar>();

  observeAll(changed: readonly StageKey[]): Observed {
    for (const key of changed) {
      if (key.item === null) this.observe(key);
      else this.observeItem(key);
    }
    return { actions: this.actions, consider: [...this.toJudge], finish: this.finish };
  }

  /** Compares a stage with its task. */
  private observe(key: StageKey): void {
    const stage = this.plan.stage(key.name);
    const { state, standing } = this.facts(key);
    if (standing === "open") {
      if (isSettled(state)) this.reopened(key);
      else if (state === "waiting") this.toJudge.add(key.name);
      return;
    }
    switch (standing) {
      case "done":
        if (state !== "succeeded") this.handedIn(stage, key, state);
        return;
      case "approved":
        if (!isSettled(state)) this.succeed(stage, key, null);
        return;
      case "rejected":
        if (state === "active") this.rejected(stage, key);
        return;
      case "overdue":
        if (state === "active") this.failed(stage, key, state, this.world.failure(key));
        return;
      case "failed":
        if (state !== "failed") this.failed(stage, key, state);
        return;
      case "cancelled":
      case "gone":
        if (state === "skipped" || state === "cancelled") return;
        if (isSettled(state) && standing === "gone") return;
        this.follow(
          key,
          state === "waiting" ? "skipped" : "cancelled",
          standing === "gone" ? "its task was deleted or archived" : "its task was cancelled",
        );
        if (stage.many)
          this.actions.push({ do: "drop", name: key.name, reason: `${key.name} was cancelled` });
        this.release(stage);
    }
  }

  /** Somebody reopened the task of a settled stage: it is worked on again. */
  private reopened(key: StageKey): void {
    this.set(key, { state: "active", attempts: this.facts(key).attempts + 1 });
    this.actions.push({ do: "begin", at: key });
    if (key.item === null) this.askAgain(key.name);
  }

  /** What people approved, or are asked about, is done anew: so is what proves it, and then they are asked again. What is after the gate stays. */
  private askAgain(reopened: string): void {
    const stateOf = (name: string) => this.facts({ name, item: null }).state;
    const gates = this.plan
      .from(reopened)
      .filter((name) => name !== reopened && this.plan.stage(name).asks)
      .filter((name) => ["active", "succeeded"].includes(stateOf(name)));
    const between = gates.flatMap((gate) => this.plan.between(reopened, gate));
    const stages = [...new Set(between)].filter((name) => name !== reopened);
    if (stages.length === 0) return;
    this.actions.push({ do: "askAgain", reopened, stages });
    for (const name of stages) {
      const attempts = this.plan.stage(name).asks ? this.facts({ name, item: null }).attempts : 0;
      this.set({ name, item: null }, { state: "waiting", standing: "open", attempts });
    }
    for (const name of stages) this.toJudge.add(name);
  }

  private handedIn(stage: PlanStage, key: StageKey, state: StageState): void {
    const refusal = this.world.refusal(key);
    if (refusal !== null) {
      this.failed(stage, key, state, refusal);
      return;
    }
    this.follow(key, "succeeded", state === "waiting" ? "its task was finished by hand" : null);
    if (stage.many)
      this.actions.push({ do: "drop", name: key.name, reason: `${key.name} is done` });
    this.release(stage);
  }

  private failed(stage: PlanStage, key: StageKey, state: StageState, refusal?: string): void {
    const reason = refusal ?? this.world.failure(key);
    const { attempts } = this.facts(key);
    if (state === "active" && attempts < stage.attempts && !stage.many) {
      this.set(key, { attempts: attempts + 1, standing: "open" });
      this.actions.push({ do: "retry", at: key, reason });
      return;
    }
    if (stage.many) this.actions.push({ do: "drop", name: key.name, reason });
    if (refusal === undefined) this.follow(key, "failed", reason);
    else this.fail(key, reason);
    this.release(stage);
  }

  private rejected(stage: PlanStage, key: StageKey): void {
    const { attempts } = this.facts(key);
    const reason = this.world.failure(key);
    if (stage.rework === null || attempts > MOST_REWORKS) {
      this.fail(
        key,
        stage.rework === null ? reason : `${reason} (sent back ${MOST_REWORKS} times)`,
      );
      this.release(stage);
      return;
    }
    const stages = this.plan.between(stage.rework, stage.name);
    this.actions.push({ do: "rework", gate: stage.name, stages });
    for (const name of stages) {
      const keep = name === stage.name ? attempts : 0;
      this.set({ name, item: null }, { state: "waiting", standing: "open", attempts: keep });
    }
    for (const name of stages) this.toJudge.add(name);
  }

  /** An item's task changed. */
  private observeItem(key: StageKey): void {
    const stage = this.plan.stage(key.name);
    const whole = this.facts({ name: key.name, item: null });
    const { state, standing, attempts } = this.facts(key);
    if (whole.state !== "active") return;
    if (standing === "open") {
      if (isSettled(state)) this.reopened(key);
      return;
    }
    if (standing === "done" && state !== "succeeded") {
      const refusal = this.world.refusal(key);
      if (refusal === null) this.follow(key, "succeeded", null);
      else if (this.retryItem(stage, key, attempts, refusal)) return;
      else this.fail(key, refusal);
    } else if (standing === "approved" && !isSettled(state)) {
      this.succeed(null, key, null);
    } else if (standing === "rejected" && state === "active") {
      this.fail(key, this.world.failure(key));
    } else if (standing === "overdue" && state === "active") {
      const reason = this.world.failure(key);
      if (this.retryItem(stage, key, attempts, reason)) return;
      this.fail(key, reason);
    } else if (standing === "failed" && state !== "failed") {
      const reason = this.world.failure(key);
      if (state === "active" && this.retryItem(stage, key, attempts, reason)) return;
      this.follow(key, "failed", reason);
    } else if ((standing === "cancelled" || standing === "gone") && !isSettled(state)) {
      this.follow(key, "cancelled", "its task was cancelled");
    } else return;
    this.afterItem(stage, key);
  }

  private retryItem(stage: PlanStage, key: StageKey, attempts: number, reason: string): boolean {
    if (attempts >= stage.attempts) return false;
    this.set(key, { attempts: attempts + 1, standing: "open" });
    this.actions.push({ do: "retry", at: key, reason });
    return true;
  }

  private afterItem(stage: PlanStage, item: StageKey): void {
    if (stage.many === "loop") this.afterIteration(stage, item);
    else this.afterEntry(stage, item);
  }

  private afterIteration(stage: PlanStage, item: StageKey): void {
    const key = { name: stage.name, item: null };
    const { state } = this.facts(item);
    const number = (item.item ?? 0) + 1;
    if (state === "failed") {
      this.failItems(stage, key, `iteration ${number} failed: ${this.world.failure(item)}`);
      return;
    }
    if (state === "succeeded") {
      const answer = this.world.reached(stage.name, item.item ?? 0);
      if ("error" in answer) {
        this.failItems(stage, key, answer.error);
        return;
      }
      if (answer.value) {
        this.actions.push({ do: "drop", name: stage.name, reason: `met after ${number}` });
        this.succeed(stage, key, `met after ${number}`);
        return;
      }
    }
    const [next] = this.world.items(stage.name).next.filter((each) => each !== item.item);
    if (next === undefined) {
      this.failItems(stage, key, `not met after ${number}`);
      return;
    }
    this.beginItem(stage.name, next);
  }

  private afterEntry(stage: PlanStage, item: StageKey): void {
    const key = { name: stage.name, item: null };
    const stored = this.world.items(stage.name);
    const before = this.world.stage(item).state;
    const soFar = this.entriesOf(stage.name);
    soFar.touched.add(item.item ?? 0);
    soFar.active -= Number(before === "active");
    soFar.failed += Number(this.facts(item).state === "failed") - Number(before === "failed");
    const first = stored.next.find((each) => !soFar.touched.has(each));
    const running = stored.active + soFar.active;
    if (first !== undefined && running < stage.concurrency) {
      soFar.touched.add(first);
      soFar.active += 1;
      this.beginItem(stage.name, first);
      return;
    }
    if (running > 0 || first !== undefined) return;
    const failed = this.world.failedItems(stage.name) + soFar.failed;
    const reason = failed > 0 ? `${failed} of its items failed` : null;
    if (reason !== null && stops(stage)) {
      this.failItems(stage, key, reason);
      return;
    }
    this.succeed(stage, key, reason);
  }

  private entriesOf(name: string): EntriesSoFar {
    const known = this.entries.get(name);
    if (known) return known;
    const entries = { touched: new Set<number>(), active: 0, failed: 0 };
    this.entries.set(name, entries);
    return entries;
  }

  /** The whole stage fails because of its items. */
  private failItems(stage: PlanStage, key: StageKey, reason: string): void {
    this.actions.push({ do: "drop", name: stage.name, reason });
    this.fail(key, reason);
    this.release(stage);
  }
}
