import type { TxContext } from "@/lib/core/context";
import { outputOf, printedIn } from "@/lib/tasks/output";
import { evaluate } from "@/lib/workflows/definition/expressions";
import type { StageState } from "@/lib/workflows/shapes";
import type { Compiled } from "./compiled";
import { idOf, Missing } from "./missing";
import { inExpressions, jsonIn, resultsOf, type StageResult, stagesIn } from "./results";
import { filesOf, itemsNamed, type RunRow, type StageRow, stagesNamed, stagesOf } from "./rows";
import type { Answer, ItemFacts, StageFacts, StageKey, World } from "./rules";
import { standingOf } from "./standing";

/** What a run's decisions are made from: its rows, read as they are asked for. */
export class RunWorld implements World {
  readonly tx: TxContext;
  readonly run: RunRow;
  readonly compiled: Compiled;
  private readonly rows = new Map<string, StageRow>();
  private readonly results = new Map<string, StageResult>();
  private readonly itemFacts = new Map<string, ItemFacts>();
  private readonly failures = new Map<string, number>();
  /** The lists of stages that are about to be expanded. */
  readonly lists = new Map<string, readonly unknown[]>();
  /** The values of stages with an output schema. */
  readonly outputs = new Map<string, unknown>();
  /** Why stages that were begun could not be. */
  readonly broken = new Map<string, string>();
  private readonly became = new Map<string, { state: StageState; reason: string | null }>();
  private files: Record<string, string> | null = null;
  private isWhole = false;
  /** How many items are looked at together. */
  private looked = 1;
  private misses = 0;

  constructor(tx: TxContext, run: RunRow, compiled: Compiled) {
    this.tx = tx;
    this.run = run;
    this.compiled = compiled;
  }

  /** Asks with everything that is needed read: what is missing is read, and the question put again. */
  async ask<T>(question: () => T): Promise<T> {
    for (;;) {
      try {
        return question();
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        await error.read();
      }
    }
  }

  /** The stages around these: themselves, what waits for them, and what that waits for. */
  async readAround(names: readonly string[]): Promise<void> {
    const { plan } = this.compiled;
    const near = new Set(names);
    for (const name of names) {
      for (const follower of plan.followersOf(name)) {
        near.add(follower);
        for (const input of plan.stage(follower).inputs) near.add(input);
      }
      for (const input of plan.stage(name).inputs) near.add(input);
    }
    this.keep(await stagesNamed(this.tx.db, this.run.id, [...near]));
  }

  async readAll(): Promise<void> {
    this.keep(await stagesOf(this.tx.db, this.run.id));
    this.isWhole = true;
  }

  /** The items that are about to be looked at together. */
  async readLooked(keys: readonly StageKey[]): Promise<void> {
    const byName = Map.groupBy(keys, ({ name }) => name);
    for (const [name, ofIt] of byName) {
      const items = ofIt.flatMap(({ item }) => (item === null ? [] : [item]));
      this.looked = Math.max(this.looked, items.length);
      if (items.length > 1) await this.readItems(name, items);
    }
  }

  async readItems(name: string, items: readonly number[]): Promise<void> {
    this.keep(await itemsNamed(this.tx.db, this.run.id, name, items));
  }

  keep(rows: readonly StageRow[]): void {
    for (const row of rows) this.rows.set(idOf({ name: row.name, item: row.item_index }), row);
  }

  /** The same for rows that are not known yet: what is known may be ahead of what is stored. */
  keepNew(rows: readonly StageRow[]): void {
    this.keep(
      rows.filter(({ name, item_index }) => !this.rows.has(idOf({ name, item: item_index }))),
    );
  }

  row(key: StageKey): StageRow {
    const row = this.rows.get(idOf(key));
    if (row) return row;
    if (key.item !== null) {
      const item = key.item;
      throw new Missing(() => this.readItems(key.name, [item]));
    }
    if (this.isWhole) throw new Error(`run ${this.run.id} has no stage ${key.name}`);
    // Nearby stages were read; whoever asks for more goes far, along what is skipped.
    this.misses += 1;
    const isFar = this.misses > 1;
    throw new Missing(() => (isFar ? this.readAll() : this.readAround([key.name])));
  }

  stage(key: StageKey): StageFacts {
    const row = this.row(key);
    const isBroken = this.broken.has(idOf({ name: key.name, item: row.item_index }));
    const standing = standingOf(row, { isBroken, wait: this.compiled.stage(key.name).wait });
    return { state: row.state, standing, attempts: row.attempts };
  }

  items(name: string): ItemFacts {
    const known = this.itemFacts.get(name);
    if (known) return known;
    const stage = this.row({ name, item: null });
    throw new Missing(async () => {
      this.itemFacts.set(name, await this.readItemFacts(stage.id, name));
    });
  }

  /** Index: workflow_stages_items_idx. */
  private async readItemFacts(stageId: number, name: string): Promise<ItemFacts> {
    const { concurrency } = this.compiled.plan.stage(name);
    const next = await this.tx.db.$queryRaw<{ item_index: number }[]>`
      SELECT item_index FROM workflow_stages WHERE parent_id = ${stageId} AND state = 'waiting' ORDER BY item_index LIMIT ${this.looked + 1}::int`;
    const most = (next.length === 0 ? 1 : Math.min(concurrency, 1_000)) + this.looked;
    const [row] = await this.tx.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (
        SELECT 1 FROM workflow_stages WHERE parent_id = ${stageId} AND state = 'active' LIMIT ${most}::int) active`;
    return { next: next.map(({ item_index }) => item_index), active: row?.n ?? 0 };
  }

  failedItems(name: string): number {
    const known = this.failures.get(name);
    if (known !== undefined) return known;
    const stage = this.row({ name, item: null });
    throw new Missing(async () => {
      const [row] = await this.tx.db.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM workflow_stages WHERE parent_id = ${stage.id} AND state = 'failed'`;
      this.failures.set(name, row?.n ?? 0);
    });
  }

  condition(name: string): Answer<boolean> {
    const answer = this.evaluate(this.compiled.stage(name).when ?? "true", {});
    if ("error" in answer) return { error: `when: ${answer.error}` };
    if (typeof answer.value === "boolean") return { value: answer.value };
    return { error: `when: must be true or false, and is ${kindOf(answer.value)}` };
  }

  conditionText(name: string): string {
    return this.compiled.stage(name).when ?? "";
  }

  count(name: string): Answer<number> {
    const { foreach, loop, limit } = this.compiled.stage(name);
    if (loop) return { value: loop.max };
    const list = this.listOf(foreach);
    if ("error" in list) return { error: `foreach: ${list.error}` };
    if (!Array.isArray(list.value))
      return { error: `foreach: must be a list, and is ${kindOf(list.value)}` };
    if (list.value.length > limit)
      return { error: `foreach: has ${list.value.length} items, and may have ${limit}` };
    this.lists.set(name, list.value);
    return { value: list.value.length };
  }

  private listOf(foreach: { stage: string } | { list: string } | undefined): Answer<unknown> {
    if (foreach === undefined) return { error: "has no list" };
    if ("list" in foreach) return this.evaluate(foreach.list, {});
    const result = this.result({ name: foreach.stage, item: null });
    if (Array.isArray(result.output)) return { value: result.output };
    return { value: result.output ?? jsonIn(result.text)?.value ?? result.text };
  }

  reached(name: string, item: number): Answer<boolean> {
    const { loop } = this.compiled.stage(name);
    const last = this.result({ name, item });
    const self = {
      [name]: inExpressions({
        ...last,
        output: this.outputs.get(idOf({ name, item })) ?? last.output,
        state: "succeeded",
      }),
    };
    const answer = this.evaluate(loop?.until ?? "true", { iteration: item + 1 }, self);
    if ("error" in answer) return { error: `until: ${answer.error}` };
    if (typeof answer.value === "boolean") return { value: answer.value };
    return { error: `until: must be true or false, and is ${kindOf(answer.value)}` };
  }

  refusal(key: StageKey): string | null {
    const { output: schema } = this.compiled.stage(key.name);
    if (schema === undefined) return null;
    const { many } = this.compiled.plan.stage(key.name);
    if (many && key.item === null) return null;
    const { text } = this.result(key);
    const printed = printedIn(text);
    const first = outputOf(schema, printed ?? text);
    if (!first.ok) {
      const [problem] = first.problems;
      return `its output is not what the stage has to give: ${problem?.path || "it"} ${problem?.rule ?? ""}`;
    }
    this.outputs.set(idOf(key), first.value);
    return null;
  }

  failure(key: StageKey): string {
    const broken = this.broken.get(idOf(key));
    if (broken !== undefined) return broken;
    const row = this.row(key);
    const { gate } = row;
    if (row.task_status === "failed") return row.error_message ?? "its task failed";
    if (gate && gate.state !== "open") {
      if (gate.state === "expired") return "nobody answered in time";
      if (gate.state === "withdrawn") return `${gate.by ?? "somebody"} withdrew the question`;
      return `rejected by ${gate.by ?? "somebody"}${gate.text ? `: ${gate.text}` : ""}`;
    }
    if (row.wait?.failed !== undefined) return row.wait.failed;
    const { timeout } = this.compiled.stage(key.name);
    return `took longer than ${timeout ?? this.compiled.definition.defaults.timeout ?? "it may"}`;
  }

  becomes(key: StageKey, state: StageState, reason: string | null): void {
    this.became.set(idOf(key), { state, reason });
  }

  result(key: StageKey): StageResult {
    const known = this.results.get(idOf(key));
    const became = this.became.get(idOf(key));
    if (known && became)
      return {
        ...known,
        state: became.state,
        text: became.state === "failed" ? became.reason : known.text,
      };
    if (known) return known;
    const row = this.row(key);
    throw new Missing(async () => {
      for (const each of await resultsOf(this.tx.db, [row.id])) this.results.set(idOf(each), each);
    });
  }

  /** The text of a file that the run was given. */
  file(path: string): string {
    if (this.files) return this.files[path] ?? "";
    throw new Missing(async () => {
      this.files = await filesOf(this.tx.db, this.run.id);
    });
  }

  /** Reads the results of these stages together. */
  async readResults(keys: readonly StageKey[]): Promise<void> {
    const ids = keys.filter((key) => !this.results.has(idOf(key))).map((key) => this.row(key).id);
    for (const each of await resultsOf(this.tx.db, ids)) this.results.set(idOf(each), each);
  }

  /** What expressions may name, as far as these do. */
  environment(
    expressions: readonly string[],
    own: Record<string, unknown>,
    stages: Record<string, unknown> = {},
  ) {
    const named = stagesIn(...expressions).filter(
      (name) => this.compiled.plan.has(name) && !(name in stages),
    );
    const read = named.map((name) => [name, inExpressions(this.result({ name, item: null }))]);
    const { id, inputs } = this.run;
    return { inputs, run: { id }, ...own, stages: { ...Object.fromEntries(read), ...stages } };
  }

  evaluate(
    expression: string,
    own: Record<string, unknown>,
    stages: Record<string, unknown> = {},
  ): Answer<unknown> {
    const answer = evaluate(expression, this.environment([expression], own, stages));
    return answer.ok ? { value: answer.value } : { error: answer.message };
  }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `the ${typeof value} ${JSON.stringify(value)}`.slice(0, 200);
}
