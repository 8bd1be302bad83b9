import { type Definition, type Stage, type StageKind, stageKind } from "./schema";

/** The stages that a stage waits for: those in `from`, the list of its `foreach`, and the one whose session it resumes. Each once. */
export function inputsOf(stage: Pick<Stage, "from" | "foreach" | "context">): string[] {
  const names = stage.from.flatMap((item) => ("stage" in item ? [item.stage] : []));
  if (stage.foreach && "stage" in stage.foreach) names.push(stage.foreach.stage);
  if (stage.context) names.push(stage.context.resume);
  return [...new Set(names)];
}

export interface GraphStage {
  name: string;
  kind: StageKind;
  /** The stages that it waits for, and those that wait for it. */
  inputs: string[];
  outputs: string[];
  /** 0 for a first stage; stages of one level can run at the same time. */
  level: number;
}

/** How the stages hang together. Inputs that are no stage are left out; stages of a circle have the level that they are reached at. */
export interface Graph {
  stages: GraphStage[];
  /** The stages of circles, in the order in which they wait for each other; empty for a definition that can run. */
  circles: string[][];
}

export function graphOf(definition: Pick<Definition, "stages">): Graph {
  const nodes = new Map<string, GraphStage>();
  for (const stage of definition.stages) {
    if (nodes.has(stage.name)) continue;
    nodes.set(stage.name, {
      name: stage.name,
      kind: stageKind(stage),
      inputs: inputsOf(stage),
      outputs: [],
      level: 0,
    });
  }
  for (const node of nodes.values()) {
    node.inputs = node.inputs.filter((name) => nodes.has(name));
    for (const name of node.inputs) nodes.get(name)?.outputs.push(node.name);
  }
  const open = new Map([...nodes.values()].map((node) => [node.name, node.inputs.length]));
  const ready = [...nodes.values()].filter(({ inputs }) => inputs.length === 0);
  for (const node of ready) {
    for (const name of node.outputs) {
      const next = nodes.get(name) as GraphStage;
      next.level = Math.max(next.level, node.level + 1);
      const left = (open.get(name) as number) - 1;
      open.set(name, left);
      if (left === 0) ready.push(next);
    }
  }
  const stuck = new Set([...open].filter(([, left]) => left > 0).map(([name]) => name));
  return { stages: [...nodes.values()], circles: circlesIn(stuck, nodes) };
}

/** One circle for each group of stages that wait for each other. */
function circlesIn(stuck: Set<string>, nodes: ReadonlyMap<string, GraphStage>): string[][] {
  const circles: string[][] = [];
  const left = new Set(stuck);
  for (const start of stuck) {
    if (!left.has(start)) continue;
    const trail: string[] = [];
    const places = new Map<string, number>();
    let name: string | undefined = start;
    while (name !== undefined && left.has(name) && !places.has(name)) {
      places.set(name, trail.length);
      trail.push(name);
      name = nodes.get(name)?.inputs.find((input) => stuck.has(input));
    }
    if (name !== undefined && places.has(name))
      circles.push(trail.slice(places.get(name)).reverse());
    for (const each of trail) left.delete(each);
  }
  return circles;
}

/** Whatever can be reached from a stage along its inputs (`up`) or outputs (`down`), without itself. */
export function reachable(
  graph: ReadonlyMap<string, Pick<GraphStage, "inputs" | "outputs">>,
  name: string,
  direction: "up" | "down",
): Set<string> {
  const found = new Set<string>();
  const queue = [name];
  for (const each of queue) {
    const node = graph.get(each);
    for (const next of (direction === "up" ? node?.inputs : node?.outputs) ?? []) {
      if (found.has(next) || next === name) continue;
      found.add(next);
      queue.push(next);
    }
  }
  return found;
}

export const byName = ({ stages }: Graph): ReadonlyMap<string, GraphStage> =>
  new Map(stages.map((stage) => [stage.name, stage]));
