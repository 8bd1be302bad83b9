import type { ElkNode } from "elkjs/lib/elk-api";

/** Runs elk: in a worker in the browser, in place in a test. */
export type RunElk = (graph: ElkNode) => Promise<ElkNode>;

interface Box<Id> {
  id: Id;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Where each node stands, the first at 0,0 or further, and the size of it all. */
interface Layered<Id> {
  at: Map<Id, Point>;
  /** The way of each edge around the nodes, in the order of the edges; null where elk gave none. */
  routes: (Point[] | null)[];
  width: number;
  height: number;
}

interface Gaps {
  /** Between nodes of a layer. */
  node: number;
  /** Between layers. */
  layer: number;
  /** Where what comes later stands. */
  direction?: "RIGHT" | "DOWN";
}

/** What depends on each other, one layer after another. The order given is kept where the edges leave a choice. */
export async function layered<Id extends string | number>(
  items: readonly Box<Id>[],
  edges: readonly (readonly [from: Id, to: Id])[],
  gaps: Gaps,
  run: RunElk,
): Promise<Layered<Id>> {
  const laid = await run({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": gaps.direction ?? "RIGHT",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
      "elk.spacing.nodeNode": String(gaps.node),
      "elk.layered.spacing.nodeNodeBetweenLayers": String(gaps.layer),
      "elk.spacing.edgeNode": "8",
      "elk.layered.spacing.edgeNodeBetweenLayers": "8",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
      "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
      "elk.randomSeed": "1",
    },
    // Elk answers with the same ids; a name may be anything, so nodes are numbered.
    children: items.map(({ width, height }, at) => ({ id: `n${at}`, width, height })),
    edges: numbered(items, edges),
  });
  const places = new Map((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const at = new Map(
    items.map(({ id }, index) => {
      const { x, y } = places.get(`n${index}`) ?? { x: 0, y: 0 };
      return [id, { x: Math.round(x), y: Math.round(y) }];
    }),
  );
  const far = (side: "x" | "y", size: "width" | "height") =>
    Math.max(0, ...items.map((item) => (at.get(item.id)?.[side] ?? 0) + item[size]));
  return {
    at,
    routes: routesOf(laid, edges.length),
    width: far("x", "width"),
    height: far("y", "height"),
  };
}

function numbered<Id>(items: readonly Box<Id>[], edges: readonly (readonly [Id, Id])[]) {
  const numbers = new Map(items.map(({ id }, at) => [id, `n${at}`]));
  return edges.flatMap(([from, to], at) => {
    const [source, target] = [numbers.get(from), numbers.get(to)];
    return source && target ? [{ id: `e${at}`, sources: [source], targets: [target] }] : [];
  });
}

function routesOf({ edges }: ElkNode, count: number): (Point[] | null)[] {
  const sections = new Map((edges ?? []).map(({ id, sections }) => [id, sections?.[0]]));
  return Array.from({ length: count }, (_, at) => {
    const section = sections.get(`e${at}`);
    return section
      ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
          x: Math.round(x),
          y: Math.round(y),
        }))
      : null;
  });
}
