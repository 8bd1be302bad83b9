import { describe, expect, it } from "vitest";
import { type Step, stagesOf } from "./steps-to-stages";

const ROOT = { id: 1 };

const step = (id: number, fields: Partial<Step> = {}): Step => ({
  id,
  title: `Step ${id}`,
  description: null,
  acceptance_criteria: null,
  checks: null,
  parent_id: 1,
  exec_mode: "par",
  exec_order: null,
  kind: "work",
  work_type: null,
  priority: "medium",
  assigned_to: null,
  on_failure: "block",
  children_total: 0,
  labels: [],
  command: null,
  ...fields,
});

const made = (below: Step[], links: [number, number][] = []) =>
  stagesOf(
    ROOT,
    below,
    below.filter(({ kind }) => kind !== "group"),
    links.map(([fromId, toId]) => ({ fromId, toId })),
  );

describe("the stages that are made of a task's steps", () => {
  it("have names of their own, prompts of the descriptions, and everything that a stage takes", () => {
    const [first, second] = made([
      step(2, {
        title: "Count: the Herons!",
        description: "At {{ noon }}",
        acceptance_criteria: "All of them",
        assigned_to: "scout",
        work_type: "code",
        priority: "high",
        labels: ["birds"],
        checks: [{ name: "tests", command: "npm test" }] as Step["checks"],
        on_failure: "continue",
      }),
      step(3, { title: "Count the herons" }),
    ]);
    expect(first).toEqual({
      name: "count-the-herons",
      title: "Count: the Herons!",
      agent: "scout",
      prompt: "At \\{{ noon }}\n\nIt is done when:\nAll of them",
      checks: [{ name: "tests", command: "npm test" }],
      type: "code",
      priority: "high",
      labels: ["birds"],
      on_failure: "continue",
    });
    expect(second).toEqual({
      name: "count-the-herons-2",
      title: "Count the herons",
      prompt: "Count the herons",
    });
  });

  it("keep what has to come before what: links, the order of siblings, and both of groups", () => {
    const stages = made(
      [
        step(2),
        step(3, { kind: "group" }),
        step(4, { parent_id: 3, exec_mode: "seq", exec_order: 1 }),
        step(5, { parent_id: 3, exec_mode: "seq", exec_order: 2 }),
        step(6, { parent_id: 3, exec_mode: "seq", exec_order: 2 }),
        step(7),
      ],
      [
        [2, 3],
        [3, 7],
        [99, 2],
      ],
    );
    const from = Object.fromEntries(
      stages.map((stage) => [stage.name, (stage.from ?? []).map((each) => each.stage)]),
    );
    expect(from).toEqual({
      "step-2": [],
      "step-4": ["step-2"],
      "step-5": ["step-2", "step-4"],
      "step-6": ["step-2", "step-4"],
      "step-7": ["step-4", "step-5", "step-6"],
    });
  });

  it("ask a person where the step did, and run the command that it had", () => {
    const [gate, command] = made([
      step(2, { kind: "approval", title: "Publish?", description: "Look first" }),
      step(3, { command: { run: "npm test" } as Step["command"] }),
    ]);
    expect(gate).toMatchObject({ approval: { title: "Publish?", body: "Look first" } });
    expect(command).toMatchObject({ command: "npm test" });
    expect(command).not.toHaveProperty("prompt");
  });
});
