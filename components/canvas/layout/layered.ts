import type { ElkNode } from "elkjs/lib/elk-api";
import type { Edge } from "@/components/canvas/model/connected";
import type { Arrangement, Item } from "./arrange";
import { GAP } from "./sizes";

/** Runs elk: in a worker in the browser, in place in a test. */
export type RunElk = (graph: ElkNode) => Promise<ElkNode>;

/** What depends on each other, from left to right. The order given is kept where the edges leave a choice. */
export async function layered(
  items: readonly Item[],
  edges: readonly Edge[],
  run: RunElk,
): Promise<Arrangement> {
  const laid = await run({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
      "elk.spacing.nodeNode": String(GAP.node),
      "elk.layered.spacing.nodeNodeBetweenLayers": String(GAP.step + GAP.node),
      "elk.spacing.edgeNode": "8",
      "elk.layered.spacing.edgeNodeBetweenLayers": "8",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
      "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
      "elk.randomSeed": "1",
    },
    children: items.map(({ id, width, height }) => ({ id: String(id), width, height })),
    edges: edges.map(([from, to], at) => ({
      id: `e${at}`,
      sources: [String(from)],
      targets: [String(to)],
    })),
  });
  const at = new Map(
    (laid.children ?? []).map(({ id, x = 0, y = 0 }) => [
      Number(id),
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
  const far = (side: "x" | "y", size: "width" | "height") =>
    Math.max(0, ...items.map((item) => (at.get(item.id)?.[side] ?? 0) + item[size]));
  return { at, width: far("x", "width"), height: far("y", "height") };
}
