import { idOf } from "./missing";
import type { Patches } from "./patch";
import { outputText } from "./results";
import { allItems, type StageRow } from "./rows";
import type { StageKey } from "./rules";
import type { RunWorld } from "./world";

/** The output that was read of what a stage handed in, where there is one. */
export const outputOf = ({ outputs }: RunWorld, key: StageKey): { output?: unknown } => {
  const id = idOf(key);
  return outputs.has(id) ? { output: outputs.get(id) } : {};
};

/** Ends a stage or an item well: by what was answered at its gate, by what it waited for, by its items, or by what was handed in. */
export async function succeed(
  world: RunWorld,
  patches: Patches,
  key: StageKey,
  reason: string | null,
): Promise<void> {
  const row = await world.ask(() => world.row(key));
  const { gate } = row;
  if (gate && gate.state === "answered" && row.task_kind === "approval") {
    const text = `${gate.label ?? gate.option ?? "Answered"}${gate.by ? ` (${gate.by})` : ""}${gate.text ? `: ${gate.text}` : ""}`;
    patches.stage(row, {
      state: "succeeded",
      reason: null,
      output: { choice: gate.option, text: gate.text },
    });
    return patches.task(row, { status: "done", resolution: text });
  }
  if (row.wait?.met) {
    const { text, output } = row.wait.met;
    patches.stage(row, { state: "succeeded", reason: null, output });
    patches.task(row, { status: "done", resolution: text });
    return;
  }
  const { many } = world.compiled.plan.stage(key.name);
  if (many && key.item === null) {
    const output = await gather(world, patches, row, many);
    patches.stage(row, { state: "succeeded", reason, output });
    return patches.task(row, { status: "done", resolution: outputText(output) });
  }
  patches.stage(row, { state: "succeeded", reason, ...outputOf(world, key) });
  patches.task(row, { status: "done", ...(reason === null ? {} : { resolution: reason }) });
}

/** What the items came to: of a list each in order, of a loop the last iteration's. */
async function gather(
  world: RunWorld,
  patches: Patches,
  row: StageRow,
  many: "foreach" | "loop",
): Promise<unknown> {
  const items = await allItems(world.tx.db, row.id);
  world.keepNew(items);
  const counted = items.filter((item) => {
    const state = world.outputs.has(idOf({ name: item.name, item: item.item_index }))
      ? "succeeded"
      : patches.stateOf(item);
    return (
      state === "succeeded" ||
      (state === "failed" && world.compiled.stage(row.name).on_failure === "continue")
    );
  });
  await world.readResults(counted.map(({ name, item_index }) => ({ name, item: item_index })));
  const values = counted.map((item) => {
    const key = { name: item.name, item: item.item_index };
    const known = world.outputs.get(idOf(key));
    if (known !== undefined) return known;
    const result = world.result(key);
    if (patches.stateOf(item) === "failed")
      return { item: item.input, failed: result.text ?? item.reason };
    return result.output ?? result.choice ?? result.text;
  });
  return many === "foreach" ? values : (values.at(-1) ?? null);
}
