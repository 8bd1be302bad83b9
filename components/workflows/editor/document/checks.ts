import { inside, isFields, textOf } from "./outline";

/** The checks that these lines are; one whose command is there already keeps its name and what else it says. */
export function checksOf(lines: string | undefined, before: readonly unknown[]): unknown {
  const commands = (lines ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (commands.length === 0) return undefined;
  const known = new Map(before.map((check) => [textOf(inside(check, "command")), check]));
  const taken = new Set(before.map((check) => textOf(inside(check, "name"))));
  return commands.map((command, at) => {
    const kept = known.get(command) ?? (before.length === commands.length ? before[at] : undefined);
    if (isFields(kept)) return { ...kept, command };
    const stem = /^[\w-]+/.exec(command)?.[0] ?? "check";
    const name = taken.has(stem) ? `${stem}-${at + 1}` : stem;
    taken.add(name);
    return { name, command };
  });
}
