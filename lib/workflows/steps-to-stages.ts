import type { Check } from "@/lib/runs/evidence/schema";
import type { TaskRow } from "@/lib/tasks/row";

const MAX_PROMPT = 20_000;
const MAX_NAME = 50;

/** A task below the one that becomes a workflow. */
export interface Step
  extends Pick<
    TaskRow,
    | "id"
    | "title"
    | "description"
    | "parent_id"
    | "exec_mode"
    | "exec_order"
    | "kind"
    | "work_type"
    | "priority"
    | "assigned_to"
    | "on_failure"
    | "children_total"
    | "labels"
    | "command"
  > {
  acceptance_criteria: string | null;
  checks: Check[] | null;
}

/** The stages of steps. Pure. */
export function stagesOf(
  root: Pick<TaskRow, "id">,
  below: readonly Step[],
  steps: readonly Step[],
  links: readonly { fromId: number; toId: number }[],
) {
  const names = namesOf(steps);
  const sources = sourcesOf(root, below, steps, links);
  return steps.map((step) => {
    const from = [...(sources.get(step.id) ?? [])].map((id) => ({
      stage: names.get(id) as string,
    }));
    return {
      name: names.get(step.id) as string,
      title: plain(step.title).slice(0, 300),
      ...workOf(step),
      ...(from.length > 0 ? { from } : {}),
      ...(step.work_type ? { type: step.work_type } : {}),
      ...(step.priority === "medium" ? {} : { priority: step.priority }),
      ...(step.labels.length > 0 ? { labels: step.labels } : {}),
      ...(step.on_failure === "continue" ? { on_failure: "continue" as const } : {}),
    };
  });
}

/** What a step is as a stage: a question to a person, a command, or work for an agent. */
function workOf({ kind, title, description, acceptance_criteria, ...step }: Step) {
  const criteria = acceptance_criteria ? `\n\nIt is done when:\n${acceptance_criteria}` : "";
  const prompt = plain(`${description?.trim() || title}${criteria}`).slice(0, MAX_PROMPT);
  const agent = step.assigned_to === null ? {} : { agent: step.assigned_to };
  if (kind === "approval") return { approval: { title: plain(title).slice(0, 300), body: prompt } };
  const command = step.command === null ? {} : step.command;
  if ("run" in command) return { ...agent, command: command.run };
  if ("script" in command) return { ...agent, script: command.script };
  return { ...agent, prompt, ...(step.checks ? { checks: step.checks } : {}) };
}

/** Braces in a task's text stand for themselves, where those of a prompt would be expressions. */
const plain = (text: string): string => text.replaceAll("{{", "\\{{");

/** A name for each step, made of its title. */
function namesOf(steps: readonly Step[]): Map<number, string> {
  const taken = new Set<string>();
  return new Map(
    steps.map(({ id, title }) => {
      const slug = title
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^[^a-z]+|-+$/g, "")
        .slice(0, MAX_NAME)
        .replace(/-+$/, "");
      const base = slug || "step";
      let name = base;
      for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
      taken.add(name);
      return [id, name];
    }),
  );
}

/** What each step waits for, by id: its links and the order of its siblings, those of the groups that it is in included. */
function sourcesOf(
  root: Pick<TaskRow, "id">,
  below: readonly Step[],
  steps: readonly Step[],
  links: readonly { fromId: number; toId: number }[],
): Map<number, Set<number>> {
  const byId = new Map(below.map((each) => [each.id, each]));
  const isStep = new Set(steps.map(({ id }) => id));
  const leaves = (id: number): number[] =>
    isStep.has(id)
      ? [id]
      : below.filter(({ parent_id }) => parent_id === id).flatMap((child) => leaves(child.id));
  const sources = new Map<number, Set<number>>();
  const add = (from: number, to: number) => {
    for (const after of leaves(to))
      for (const before of leaves(from))
        if (before !== after) sources.set(after, (sources.get(after) ?? new Set()).add(before));
  };
  for (const { fromId, toId } of links) if (byId.has(fromId)) add(fromId, toId);
  for (const { id } of [root, ...below.filter(({ id }) => !isStep.has(id))]) {
    const ordered = below.filter((each) => each.parent_id === id && each.exec_mode === "seq");
    const orderOf = (step: Step): number => step.exec_order ?? Number.POSITIVE_INFINITY;
    const orders = [...new Set(ordered.map(orderOf))].toSorted((a, b) => a - b);
    for (const step of ordered) {
      const before = orders[orders.indexOf(orderOf(step)) - 1];
      for (const earlier of ordered.filter((each) => orderOf(each) === before))
        add(earlier.id, step.id);
    }
  }
  return sources;
}
