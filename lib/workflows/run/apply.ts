import type { TxContext } from "@/lib/core/context";
import { openGates } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import { type Beginning, beginning, type ItemOf, resultsNeeded } from "./begin";
import { queueDue } from "./due";
import { closeRunsOf } from "./finish";
import { barredAmong, gateQuestion } from "./gate-question";
import { createItems, type NestedStart } from "./items";
import { idOf } from "./missing";
import { type ChangedStage, keyOf, Patches } from "./patch";
import { removeBelow } from "./reset";
import { allItems, type StageRow, stagesNamed } from "./rows";
import { type Action, type Finish, isSettled, type StageKey } from "./rules";
import { outputOf, succeed } from "./succeed";
import { watchFor } from "./waits";
import type { RunWorld } from "./world";

/** What came of doing what was decided. */
export interface Applied {
  stages: ChangedStage[];
  finish: Finish | null;
  /** Stages that could not begin; `world.broken` says why. They are to be decided about again. */
  broken: StageKey[];
  /** Runs of workflows that stages began, to be started now that their tasks are in place. */
  nested: NestedStart[];
}

/** Does what was decided, in a number of statements that does not depend on how many stages it is about. */
export async function applyActions(world: RunWorld, actions: readonly Action[]): Promise<Applied> {
  return new Application(world).run(actions);
}

type Begun = { row: StageRow; beginning: Beginning };

class Application {
  private readonly world: RunWorld;
  private readonly tx: TxContext;
  private readonly patches = new Patches();
  private readonly begun: Begun[] = [];
  private readonly broken: StageKey[] = [];
  private readonly expanded: { row: StageRow; count: number; begin: readonly number[] }[] = [];
  private readonly cleared: StageRow[] = [];
  private finish: Applied["finish"] = null;

  constructor(world: RunWorld) {
    this.world = world;
    this.tx = world.tx;
  }

  async run(actions: readonly Action[]): Promise<Applied> {
    await this.readResults(actions);
    for (const action of actions) await this.take(action);
    const nesting = this.patches.interrupted.filter(
      ({ name }) => this.world.compiled.stage(name).workflow !== undefined,
    );
    await closeRunsOf(
      this.tx,
      nesting.map(({ id }) => id),
    );
    const { tasks, stages } = await this.patches.write(this.tx);
    await removeBelow(this.tx, this.cleared);
    const items = await createItems(this.world, this.expanded);
    await this.follow(tasks);
    const nested = this.begun.flatMap(({ row, beginning: { nested } }) => {
      const task = row.task_id === null ? undefined : tasks.get(row.task_id);
      return nested && task ? [{ at: keyOf(row), stageId: row.id, task, ...nested }] : [];
    });
    return {
      stages: [...stages, ...items.stages],
      finish: this.finish,
      broken: [...this.broken, ...items.broken],
      nested: [...nested, ...items.nested],
    };
  }

  /** Reads what the beginnings need, together. */
  private async readResults(actions: readonly Action[]): Promise<void> {
    const names = actions.flatMap((action) =>
      action.do === "begin" || action.do === "retry" || action.do === "expand"
        ? resultsNeeded(this.world, action.at.name)
        : [],
    );
    const wanted = [...new Set(names)].map((name) => ({ name, item: null }));
    await this.world.ask(() => wanted.map((key) => this.world.row(key)));
    await this.world.readResults(wanted);
  }

  private row(key: StageKey): Promise<StageRow> {
    return this.world.ask(() => this.world.row(key));
  }

  private async take(action: Action): Promise<void> {
    switch (action.do) {
      case "follow":
        return this.patches.stage(await this.row(action.at), {
          state: action.state,
          reason: action.reason,
          ...outputOf(this.world, action.at),
        });
      case "begin":
        return this.begin(await this.row(action.at), action.at, null);
      case "retry":
        return this.begin(await this.row(action.at), action.at, action.reason);
      case "skip": {
        const row = await this.row(action.at);
        this.patches.stage(row, { state: "skipped", reason: action.reason });
        return this.patches.task(row, { status: "cancelled", why: action.reason });
      }
      case "fail": {
        const row = await this.row(action.at);
        this.patches.stage(row, { state: "failed", reason: action.reason });
        return this.patches.task(row, {
          status: "failed",
          error: action.reason,
          why: action.reason,
        });
      }
      case "succeed":
        return succeed(this.world, this.patches, action.at, action.reason);
      case "expand": {
        const row = await this.row(action.at);
        const dueInMs = this.world.compiled.timeoutMs(action.at.name);
        const attempts = this.patches.attemptsOf(row) + 1;
        this.patches.stage(row, { state: "active", reason: null, attempts, dueInMs });
        this.patches.task(row, { status: "rest" });
        this.expanded.push({ row, count: action.count, begin: action.begin });
        return;
      }
      case "drop":
        return this.drop(action.name, action.reason);
      case "rework":
        return this.rework(action);
      case "askAgain":
        return this.askAgain(action);
      case "finish":
        this.finish = action;
    }
  }

  private async begin(row: StageRow, key: StageKey, why: string | null): Promise<void> {
    const attempts = this.patches.attemptsOf(row) + 1;
    if (isSettled(this.patches.stateOf(row)) && row.task_kind !== "wait" && why === null) {
      // Somebody reopened its task, which goes on as they left it.
      return this.patches.stage(row, { state: "active", reason: null, attempts });
    }
    // What a gate sent back says why.
    const feedback = why ?? (row.state === "waiting" ? row.reason : null);
    const item = await this.itemOf(row, key);
    const answer = await this.world.ask(() =>
      beginning(this.world, key, { item, feedback, attempt: attempts }),
    );
    if ("error" in answer) {
      this.world.broken.set(idOf(key), answer.error);
      this.broken.push(key);
      // It is begun, so that it can fail.
      return this.patches.stage(row, { state: "active", reason: null, attempts });
    }
    const { move, dueInMs, dueAt } = answer.value;
    const delayMs = why === null ? null : this.world.compiled.retryDelayMs(key.name);
    this.patches.stage(row, {
      state: "active",
      reason: why,
      attempts,
      dueInMs,
      dueAt,
      output: null,
    });
    this.patches.task(row, {
      ...move,
      ...(row.assigned_to !== null && move.assignedTo === null
        ? { assignedTo: row.assigned_to }
        : {}),
      reopens: attempts > 1 || row.task_status !== "inbox",
      scheduledFor: delayMs === null ? null : new Date(Date.now() + delayMs).toISOString(),
      ...(why === null ? {} : { why }),
      resolution: null,
    });
    this.begun.push({ row, beginning: answer.value });
  }

  private async itemOf(row: StageRow, key: StageKey): Promise<ItemOf | null> {
    if (key.item === null) return null;
    const [count] = await this.tx.db.$queryRaw<{ n: number }[]>`
      SELECT item_index + 1 AS n FROM workflow_stages
      WHERE run_id = ${this.world.run.id} AND name = ${key.name} AND item_index IS NOT NULL ORDER BY item_index DESC LIMIT 1`;
    return { index: key.item, of: count?.n ?? key.item + 1, value: row.input };
  }

  private async drop(name: string, reason: string): Promise<void> {
    const stage = await this.row({ name, item: null });
    for (const item of await allItems(this.tx.db, stage.id)) {
      const state = this.patches.stateOf(item);
      if (state !== "waiting" && state !== "active") continue;
      this.patches.stage(item, { state: "cancelled", reason });
      this.patches.task(item, { status: "cancelled", why: reason });
    }
  }

  private async rework({ gate, stages }: Extract<Action, { do: "rework" }>): Promise<void> {
    const asked = await this.row({ name: gate, item: null });
    const why = this.world.failure({ name: gate, item: null });
    const target = this.world.compiled.stage(gate).approval?.rework;
    await this.putBack(stages, {
      why,
      keeps: (row) => (row.name === gate ? asked.attempts : 0),
      reasonOf: (row) => (row.name === target ? why : null),
    });
  }

  private askAgain({ reopened, stages }: Extract<Action, { do: "askAgain" }>): Promise<void> {
    return this.putBack(stages, {
      why: `${reopened} was reopened`,
      keeps: (row) => (this.world.compiled.plan.stage(row.name).asks ? row.attempts : 0),
      reasonOf: () => null,
    });
  }

  /** These stages wait as before their first attempt. */
  private async putBack(
    stages: readonly string[],
    {
      why,
      keeps,
      reasonOf,
    }: {
      why: string;
      keeps(row: StageRow): number;
      reasonOf(row: StageRow): string | null;
    },
  ): Promise<void> {
    this.world.keepNew(await stagesNamed(this.tx.db, this.world.run.id, stages));
    for (const name of stages) {
      const row = await this.row({ name, item: null });
      this.cleared.push(row);
      const [attempts, reason] = [keeps(row), reasonOf(row)];
      this.patches.stage(row, { state: "waiting", reason, attempts, output: null });
      this.patches.task(row, {
        status: "rest",
        kind: "wait",
        assignedTo: null,
        resolution: null,
        reopens: true,
        why,
      });
    }
  }

  /** What has to follow once stages and tasks are written. */
  private async follow(tasks: ReadonlyMap<number, TaskRow>): Promise<void> {
    const { run } = this.world;
    const people = this.begun.flatMap(({ beginning: { gate } }) => gate?.people ?? []);
    const barred = await barredAmong(this.tx, run, people);
    const gates = this.begun.flatMap(({ row, beginning: { gate, dueInMs } }) => {
      const task = row.task_id === null ? undefined : tasks.get(row.task_id);
      if (!gate || !task) return [];
      return [gateQuestion(task, gate, barred, dueInMs)];
    });
    await openGates(this.tx, gates);
    await queueDue(
      this.tx,
      this.begun
        .filter(({ beginning }) => beginning.dueInMs !== null || beginning.dueAt !== null)
        .map(({ row }) => row.id),
    );
    await watchFor(
      this.tx,
      run.project_id,
      this.begun.flatMap(({ row, beginning: { wait } }) =>
        wait ? [{ stageId: row.id, wait }] : [],
      ),
    );
  }
}
