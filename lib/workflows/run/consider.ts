import { Decision } from "./decision";
import type { Plan, PlanStage } from "./plan";
import { type Action, type Finish, isSettled, judge, type StageKey, type World } from "./rules";

/**
 * Decides about stages that wait: those whose inputs are settled begin, are skipped or fail. The actions are in the order in which they are to
 * be done; a finish, also one that was observed before, is the last. Pure.
 */
export function consider(
  plan: Plan,
  world: World,
  names: readonly string[],
  finish: Finish | null,
): Action[] {
  return new Consideration(plan, world).considerAll(names, finish);
}

class Consideration extends Decision {
  considerAll(names: readonly string[], finish: Finish | null): Action[] {
    this.finish = finish;
    for (const name of names) this.toJudge.add(name);
    for (let name = this.takeFirst(); name !== undefined; name = this.takeFirst())
      this.consider(name);
    if (this.finish) this.actions.push(this.finish);
    return this.actions;
  }

  /** In the order of the definition, so that reasons do not depend on what was first. */
  private takeFirst(): string | undefined {
    let first: PlanStage | undefined;
    for (const name of this.toJudge) {
      const stage = this.plan.stage(name);
      if (!first || stage.position < first.position) first = stage;
    }
    if (first) this.toJudge.delete(first.name);
    return first?.name;
  }

  /** Decides about a stage that waits. */
  private consider(name: string): void {
    const key = { name, item: null };
    const facts = this.facts(key);
    if (facts.state !== "waiting" || facts.standing !== "open") return;
    const stage = this.plan.stage(name);
    const stateOf = (input: string) => this.facts({ name: input, item: null }).state;
    // What it sent back, or was reopened, is done before it asks again, whichever of its inputs would do.
    const asksAgain = stage.asks && facts.attempts > 0;
    if (asksAgain && !stage.inputs.every((input) => isSettled(stateOf(input)))) return;
    const verdict = judge(this.plan, stage, stateOf);
    if (verdict.be === "wait") return;
    if (verdict.be === "skip") {
      this.skip(stage, key, verdict.reason);
      return;
    }
    if (stage.hasCondition) {
      const answer = this.world.condition(name);
      if ("error" in answer) {
        this.failAtOnce(stage, key, answer.error);
        return;
      }
      if (!answer.value) {
        this.skip(stage, key, `when was false: ${this.world.conditionText(name)}`);
        return;
      }
    }
    if (stage.end) {
      this.end(stage, key, stage.end);
      return;
    }
    if (stage.many) {
      this.expand(stage, key);
      return;
    }
    this.set(key, { state: "active", attempts: facts.attempts + 1 });
    this.actions.push({ do: "begin", at: key });
  }

  private expand(stage: PlanStage, key: StageKey): void {
    const answer = this.world.count(stage.name);
    if ("error" in answer) {
      this.failAtOnce(stage, key, answer.error);
      return;
    }
    const count = answer.value;
    if (count === 0) {
      this.succeed(stage, key, "the list is empty");
      return;
    }
    const atOnce = stage.many === "loop" ? 1 : Math.min(stage.concurrency, count);
    const begin = Array.from({ length: atOnce }, (_, item) => item);
    this.set(key, { state: "active", attempts: this.facts(key).attempts + 1 });
    this.actions.push({ do: "expand", at: key, count, begin });
  }

  private end(stage: PlanStage, key: StageKey, { result, message }: NonNullable<PlanStage["end"]>) {
    if (result === "succeed") this.succeed(stage, key, message);
    else this.failAtOnce(stage, key, message ?? `${stage.name} ended it`);
  }
}
