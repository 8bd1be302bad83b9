/** What deciding about a run needs of its definition. Pure. */

/** The end of a run that a stage of kind `end` brings about. */
export interface PlannedEnd {
  result: "succeed" | "fail";
  message: string | null;
}

export interface PlanStage {
  name: string;
  position: number;
  /** The stages that it waits for. */
  inputs: readonly string[];
  join: "all" | "any" | "settled";
  onFailure: "block" | "skip" | "continue" | "fail_run";
  /** How often it is tried in all. */
  attempts: number;
  hasCondition: boolean;
  end: PlannedEnd | null;
  many: "foreach" | "loop" | null;
  /** How many of its items are worked on at a time. */
  concurrency: number;
  /** It asks people to approve what came before it. */
  asks: boolean;
  /** The stage that is done anew after a rejection. */
  rework: string | null;
}

export class Plan {
  readonly stages: readonly PlanStage[];
  private readonly byName: ReadonlyMap<string, PlanStage>;
  private readonly followers: ReadonlyMap<string, readonly string[]>;

  constructor(stages: readonly PlanStage[]) {
    this.stages = stages;
    this.byName = new Map(stages.map((stage) => [stage.name, stage]));
    const followers = new Map<string, string[]>();
    for (const { name, inputs } of stages) {
      for (const input of new Set(inputs)) {
        const list = followers.get(input) ?? [];
        list.push(name);
        followers.set(input, list);
      }
    }
    this.followers = followers;
  }

  /** Throws for a name that the plan does not have. */
  stage(name: string): PlanStage {
    const stage = this.byName.get(name);
    if (!stage) throw new Error(`the plan has no stage ${name}`);
    return stage;
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** The stages that wait for this one, in the order of the definition. */
  followersOf(name: string): readonly string[] {
    return this.followers.get(name) ?? [];
  }

  /** The stage and all that come after it, in the order of the definition. */
  from(name: string): string[] {
    return this.ordered(this.reach([name], (each) => this.followersOf(each)));
  }

  /** The stages that all of these wait for in turn, and themselves, in the order of the definition. */
  upTo(names: readonly string[]): string[] {
    return this.ordered(this.reach(names, (each) => this.stage(each).inputs));
  }

  /** Both stages, and what comes after the first and before the last. */
  between(first: string, last: string): string[] {
    const after = new Set(this.from(first));
    return this.upTo([last]).filter((name) => after.has(name) || name === last);
  }

  private reach(start: readonly string[], next: (name: string) => readonly string[]): Set<string> {
    const found = new Set(start);
    const left = [...start];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      for (const each of next(name)) {
        if (found.has(each)) continue;
        found.add(each);
        left.push(each);
      }
    }
    return found;
  }

  private ordered(names: ReadonlySet<string>): string[] {
    if (names.size === this.stages.length) return this.stages.map(({ name }) => name);
    return [...names].sort((a, b) => this.stage(a).position - this.stage(b).position);
  }
}
