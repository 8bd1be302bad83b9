import type { CanvasLine, CanvasTask } from "@/components/canvas/model/canvas-task";
import type { EventWire } from "@/lib/events/shapes";
import type { GraphRunWire, GraphStageWire } from "@/lib/workflows/canvas/shapes";
import { attentionOfRun, stageStatus } from "@/lib/workflows/run/status";

/** A run, without its stages. */
export type CanvasRun = Omit<GraphRunWire, "stages">;

/** A stage of a run, or an item of one. */
export interface CanvasStage extends Omit<GraphStageWire, "task_id" | "item"> {
  run: number;
  /** Null for the stage itself. */
  item: number | null;
}

/** What a line from stage to stage says besides who comes first. */
export interface StageLine {
  /** Whether it may be that what it leads to never runs, or runs without what it comes from. */
  conditional: boolean;
  label: string | null;
}

interface RunEvent {
  run: Partial<CanvasRun> & { id: number };
  stages?: (Pick<CanvasStage, "name" | "item" | "state" | "reason"> & { attempts?: number })[];
}

type Place = NonNullable<CanvasTask["workflow"]>;

const keyOf = (run: number, stage: string, item: number | null): string =>
  `${run}:${item ?? ""}:${stage}`;

/** What a stage is of which nothing is known yet: its task has just been created. */
const NEW = { state: "waiting", reason: null, attempts: 0 } as const;

/** The runs of workflows whose tasks are shown: what tasks do not say of themselves. */
export class WorkflowIndex {
  #runs = new Map<number, CanvasRun>();
  #stages = new Map<string, CanvasStage>();
  /** The stages and items of each run that ask people something. */
  #asking = new Map<number, Set<string>>();

  load(runs: readonly GraphRunWire[]): void {
    this.#runs = new Map();
    this.#stages = new Map();
    this.#asking = new Map();
    for (const { stages, ...run } of runs) {
      this.#runs.set(run.id, run);
      for (const { task_id: _, ...stage } of stages)
        this.#stages.set(keyOf(run.id, stage.name, stage.item), { ...stage, run: run.id });
    }
  }

  /** Takes note of whether the task of a stage asks people something, which its run then says too. */
  noteTask(task: CanvasTask): void {
    const { workflow } = task;
    const stage = this.stageOf(task);
    if (!workflow || !stage) return;
    const { run_id, stage: name, item } = workflow;
    const asks =
      stageStatus({ ...stage, hasItems: task.progress.total > 0 }, task) === "needs_person";
    const asking = this.#asking.get(run_id) ?? new Set();
    const key = keyOf(run_id, name as string, item);
    if (asks) asking.add(key);
    else asking.delete(key);
    this.#asking.set(run_id, asking);
  }

  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  run(id: number): CanvasRun | undefined {
    const run = this.#runs.get(id);
    if (!run) return undefined;
    const engine = run.attention === "blocked" ? run.attention : null;
    const asks = (this.#asking.get(id)?.size ?? 0) > 0;
    const attention = attentionOfRun({ status: run.status, attention: engine }, asks);
    return attention === run.attention ? run : { ...run, attention };
  }

  /** The run whose root a task is. */
  runOf({ workflow }: CanvasTask): CanvasRun | undefined {
    return workflow?.is_root ? this.run(workflow.run_id) : undefined;
  }

  /** The stage that a task stands for; of an item that has just come, as its stage is defined. */
  stageOf({ workflow }: CanvasTask): CanvasStage | undefined {
    if (!workflow || workflow.stage === null) return undefined;
    const { run_id, stage, item } = workflow;
    const known = this.#stages.get(keyOf(run_id, stage, item));
    if (known || item === null) return known;
    const whole = this.#stages.get(keyOf(run_id, stage, null));
    return whole && { ...whole, ...NEW, item };
  }

  /** Whether a stage has come to an end, whatever its end is. */
  isSettled(run: number, stage: string): boolean {
    const state = this.#stages.get(keyOf(run, stage, null))?.state;
    return state !== undefined && state !== "waiting" && state !== "active";
  }

  /** Applies an event of a run. Says which stages changed, by their places. */
  apply({ data }: EventWire): Place[] {
    const { run, stages = [] } = data as unknown as RunEvent;
    const shown = this.#runs.get(run.id);
    if (!shown) return [];
    const { status = shown.status, attention = shown.attention, cost_usd = shown.cost_usd } = run;
    this.#runs.set(run.id, { ...shown, status, attention, cost_usd });
    const place = { run_id: run.id, workflow: shown.workflow, version: shown.version };
    const changed: Place[] = [{ ...place, stage: null, item: null, is_root: true }];
    for (const { name, item, state, reason, attempts } of stages) {
      const at = { ...place, stage: name, item, is_root: false };
      const before = this.stageOf({ workflow: at } as CanvasTask);
      if (!before) continue;
      const begins = state === "active" && (before.state !== "active" || reason !== before.reason);
      this.#stages.set(keyOf(run.id, name, item), {
        ...before,
        state,
        reason,
        attempts: attempts ?? before.attempts + (begins ? 1 : 0),
      });
      changed.push(at);
    }
    return changed;
  }

  /**
   * What leads from stage to stage, where no `blocks` link says so: a run knows of what its stages wait for, whatever the way in
   * which they are joined.
   */
  flows(tasks: Iterable<CanvasTask>, blocks: ReadonlySet<string>): CanvasLine[] {
    if (this.isEmpty) return [];
    const stages = new Map<string, { id: number; stage: CanvasStage }>();
    for (const task of tasks) {
      const stage = this.stageOf(task);
      if (stage && stage.item === null)
        stages.set(keyOf(stage.run, stage.name, null), { id: task.id, stage });
    }
    return [...stages.values()].flatMap(({ id, stage }) =>
      stage.from.flatMap((name): CanvasLine[] => {
        const from = stages.get(keyOf(stage.run, name, null));
        if (!from || blocks.has(`${from.id}:${id}`)) return [];
        return [{ type: "flow", from_id: from.id, to_id: id }];
      }),
    );
  }

  /** What the line between two stages of a run says; undefined for other lines. */
  lineBetween(from: CanvasTask | undefined, to: CanvasTask | undefined): StageLine | undefined {
    const [source, target] = [from && this.stageOf(from), to && this.stageOf(to)];
    if (!source || !target || source.run !== target.run || target.item !== null) return undefined;
    if (!target.from.includes(source.name)) return undefined;
    const words: string[] = [];
    if (target.join !== "all") words.push(target.join);
    // Said once, where several lines lead to a stage; the condition itself stands in the stage.
    if (target.when !== null && target.from[0] === source.name) words.push("when");
    return {
      conditional: target.when !== null || target.join !== "all",
      label: words.length > 0 ? words.join(", ") : null,
    };
  }
}
