import type { WorkflowStageWire } from "@/lib/workflows/shapes";

type Stage = Pick<WorkflowStageWire, "name" | "from">;

/** How many stages have to end one after the other before each can run: 0 for those that wait for none. */
export function levelsOf(stages: readonly Stage[]): Map<string, number> {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const levels = new Map<string, number>();
  const visit = (name: string): number => {
    const known = levels.get(name);
    if (known !== undefined) return known;
    // A definition has no circle; of one that had, this would be cut here.
    levels.set(name, 0);
    const inputs = (byName.get(name)?.from ?? []).filter((input) => byName.has(input));
    const level = inputs.length === 0 ? 0 : Math.max(...inputs.map(visit)) + 1;
    levels.set(name, level);
    return level;
  };
  for (const { name } of stages) visit(name);
  return levels;
}

/** The stages as they can run: by level, and as they were written within one. */
export function inOrder<S extends Stage>(stages: readonly S[]): S[] {
  const levels = levelsOf(stages);
  const level = ({ name }: S) => levels.get(name) ?? 0;
  return stages.toSorted((a, b) => level(a) - level(b));
}

/** The names of all stages that wait for this one, directly or not, in order. */
export function heldUpBy(stages: readonly Stage[], name: string): string[] {
  const held = new Set([name]);
  for (const stage of inOrder(stages)) {
    if (stage.from.some((input) => held.has(input))) held.add(stage.name);
  }
  held.delete(name);
  return [...held];
}
