import type { Queryable } from "@/lib/core/database";
import { secondsOf } from "@/lib/workflows/definition/durations";
import { inputsOf } from "@/lib/workflows/definition/graph";
import {
  type Definition,
  type Stage,
  type StageKind,
  stageKind,
} from "@/lib/workflows/definition/schema";
import { Plan, type PlanStage } from "./plan";

/** A version's definition, made ready to be followed. */
export class Compiled {
  readonly definition: Definition;
  readonly plan: Plan;
  private readonly stages: ReadonlyMap<string, Stage>;

  constructor(definition: Definition) {
    this.definition = definition;
    this.stages = new Map(definition.stages.map((stage) => [stage.name, stage]));
    this.plan = new Plan(
      definition.stages.map((stage, position) => plannedOf(definition, stage, position)),
    );
  }

  /** Throws for a name that the definition does not have. */
  stage(name: string): Stage {
    const stage = this.stages.get(name);
    if (!stage) throw new Error(`the definition has no stage ${name}`);
    return stage;
  }

  kind(name: string): StageKind {
    return stageKind(this.stage(name));
  }

  /** Whether Baton itself ends the stage's task, so that nobody works on it. */
  isLed(name: string): boolean {
    return (
      this.plan.stage(name).many !== null || ["wait", "workflow", "end"].includes(this.kind(name))
    );
  }

  /** How long the stage may take, in milliseconds; null for as long as it takes. */
  timeoutMs(name: string): number | null {
    return msOf(this.stage(name).timeout ?? this.definition.defaults.timeout);
  }

  retryDelayMs(name: string): number | null {
    return msOf((this.stage(name).retry ?? this.definition.defaults.retry)?.delay);
  }
}

export function msOf(duration: string | undefined): number | null {
  const seconds = duration === undefined ? null : secondsOf(duration);
  return seconds === null ? null : seconds * 1_000;
}

function plannedOf({ defaults }: Definition, stage: Stage, position: number): PlanStage {
  const kind = stageKind(stage);
  const many = stage.foreach ? "foreach" : stage.loop ? "loop" : null;
  // What a person decided, and what says how the run ends, is not tried again.
  const isOnce = kind === "approval" || kind === "end";
  return {
    name: stage.name,
    position,
    inputs: inputsOf(stage),
    join: stage.join,
    // A rejection never lets what follows begin: definitions have said so only since decision 0223.
    onFailure: kind === "approval" && stage.on_failure === "continue" ? "block" : stage.on_failure,
    attempts: isOnce ? 1 : ((stage.retry ?? defaults.retry)?.attempts ?? 1),
    hasCondition: stage.when !== undefined,
    end: stage.end ? { result: stage.end.result, message: stage.end.message ?? null } : null,
    many,
    concurrency: stage.concurrency ?? Number.POSITIVE_INFINITY,
    asks: kind === "approval",
    rework: stage.approval?.rework ?? null,
  };
}

/** Versions never change, so that what was made of one serves every run of it. */
const MOST_KEPT = 100;
const kept = new Map<string, Compiled>();

/** The definition of a version. `hash` is that of its source. */
export async function compiledVersion(
  db: Queryable,
  { versionId, hash }: { versionId: number; hash: string },
): Promise<Compiled> {
  const key = `${versionId} ${hash}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const [row] = await db.$queryRaw<{ definition: Definition }[]>`
    SELECT definition FROM workflow_versions WHERE id = ${versionId}`;
  const compiled = new Compiled((row as { definition: Definition }).definition);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(key, compiled);
  return compiled;
}
