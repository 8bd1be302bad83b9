import type { CanvasLine } from "@/components/canvas/model/canvas-task";
import { type Hierarchy, siblingEdges } from "@/components/canvas/model/hierarchy";
import type { RunElk } from "@/components/graph/layered";
import type { Rect } from "@/components/graph/neighbours";
import type { Item } from "./arrange";
import { arrangeContents, type Contents } from "./contents";
import { GAP, HEAD, LEAF, PADDING } from "./sizes";

/** Where every shown node stands, within its parent, and what keeps it there the next time. */
export interface Layout {
  boxes: ReadonlyMap<number, Rect>;
  /** By container; 0 is the top. */
  contents: ReadonlyMap<number, Contents>;
}

interface LayoutInput {
  hierarchy: Hierarchy;
  links: readonly CanvasLine[];
  collapsed: ReadonlySet<number>;
  /** The layout to stay as near to as can be. */
  before?: Layout;
  /** How much wider than high the whole is meant to be, as the window it is seen in. */
  shape?: number;
}

const SCREEN = 1.7;

/**
 * Lays the trees out from the inside out. Only the shape of the work matters here, never its status: a container in
 * which nothing came, left or changed its size is taken over as it was.
 */
export async function layOut(
  { hierarchy, links, collapsed, before, shape = SCREEN }: LayoutInput,
  run: RunElk,
): Promise<Layout> {
  const edges = siblingEdges(hierarchy, links);
  // Of closed containers too: what is opened again is as it was.
  const contents = new Map<number, Contents>(before?.contents);
  const boxes = new Map<number, Rect>();

  const arrange = async (container: number, ids: readonly number[]): Promise<Contents> => {
    const items: Item[] = [];
    for (const id of ids) items.push({ id, ...(await sizeOf(id)) });
    const made = await arrangeContents(
      items,
      edges.get(container) ?? [],
      before?.contents.get(container),
      run,
      container === 0
        ? { gap: GAP.root, shape }
        : { gap: items.some(({ height }) => height > LEAF.height) ? GAP.group : GAP.node },
    );
    contents.set(container, made);
    const offset = container === 0 ? { x: 0, y: 0 } : { x: PADDING, y: HEAD };
    for (const { id, width, height } of items) {
      const point = made.at.get(id) ?? { x: 0, y: 0 };
      boxes.set(id, { x: offset.x + point.x, y: offset.y + point.y, width, height });
    }
    return made;
  };

  const sizeOf = async (id: number) => {
    const children = hierarchy.children.get(id);
    if (!children || collapsed.has(id)) return LEAF;
    const inside = await arrange(id, children);
    return {
      width: Math.max(LEAF.width + 2 * PADDING, inside.width + 2 * PADDING),
      height: HEAD + inside.height + PADDING,
    };
  };

  await arrange(0, hierarchy.roots);
  return { boxes, contents };
}

/** Where nodes stand on the canvas as a whole. */
export function absoluteBoxes({ boxes }: Layout, hierarchy: Hierarchy): Map<number, Rect> {
  const found = new Map<number, Rect>();
  const place = (id: number): Rect => {
    const known = found.get(id);
    if (known) return known;
    const box = boxes.get(id) as Rect;
    const parent = hierarchy.parents.get(id);
    const corner = parent === undefined ? { x: 0, y: 0 } : place(parent);
    const rect = { ...box, x: box.x + corner.x, y: box.y + corner.y };
    found.set(id, rect);
    return rect;
  };
  for (const id of boxes.keys()) place(id);
  return found;
}
