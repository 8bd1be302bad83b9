import {
  asLine,
  connectedParts,
  type Edge,
  inDependencyOrder,
} from "@/components/canvas/model/connected";
import { layered, type RunElk } from "@/components/graph/layered";
import { type Arrangement, chain, type Item, type Point, packRows, type Rows } from "./arrange";
import { GAP } from "./sizes";

/** What stands in one container (or at the top), and where. */
export interface Contents extends Arrangement {
  /** Of what it was made: while this stays, so does everything in it. */
  signature: string;
  rows: Rows;
}

/** What depends on each other is drawn as a graph unless it gets longer than this, times its height. */
const LONGEST = 5;

/** Arranges siblings: sequences as chains, what depends on each other as a graph, and all that in rows. */
export async function arrangeContents(
  items: readonly Item[],
  edges: readonly Edge[],
  before: Contents | undefined,
  run: RunElk,
  options: { gap: number; shape?: number },
): Promise<Contents> {
  const signature = JSON.stringify([
    items.map(({ id, width, height }) => [id, width, height]),
    edges,
  ]);
  if (before?.signature === signature) return before;
  const byId = new Map(items.map((item) => [item.id, item]));
  const parts = connectedParts(
    items.map(({ id }) => id),
    edges,
  );
  const blocks = new Map<number, Arrangement>();
  for (const part of parts) {
    const inside = new Set(part);
    const own = edges.filter(([from]) => inside.has(from));
    blocks.set(
      part[0] as number,
      await arrangePart(
        part.map((id) => byId.get(id) as Item),
        own,
        run,
        options.gap,
      ),
    );
  }
  const packed = packRows(
    [...blocks].map(([id, { width, height }]) => ({ id, width, height })),
    options.gap,
    before?.rows,
    options.shape,
  );
  const at = new Map<number, Point>();
  for (const [block, corner] of packed.at) {
    for (const [id, point] of blocks.get(block)?.at ?? []) {
      at.set(id, { x: corner.x + point.x, y: corner.y + point.y });
    }
  }
  return { at, width: packed.width, height: packed.height, signature, rows: packed.kept };
}

const LAYERED = { node: GAP.node, layer: GAP.step + GAP.node };

async function arrangePart(
  part: readonly Item[],
  edges: readonly Edge[],
  run: RunElk,
  gap: number,
): Promise<Arrangement> {
  if (part.length === 1) return chain(part);
  const ids = part.map(({ id }) => id);
  const byId = new Map(part.map((item) => [item.id, item]));
  const inOrder = (order: readonly number[]) => order.map((id) => byId.get(id) as Item);
  const line = asLine(ids, edges);
  if (line) return chain(inOrder(line));
  const graph = await layered(part, edges, LAYERED, run);
  if (graph.width <= graph.height * LONGEST || part.length <= 6) return graph;
  return packRows(inOrder(inDependencyOrder(ids, edges)), Math.max(gap, GAP.step), undefined);
}
