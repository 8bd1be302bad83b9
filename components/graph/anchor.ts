import type { Viewport } from "reactflow";
import type { Rect } from "./neighbours";

/**
 * The viewport in which the node that one looks at stands where it stood before a new layout: the preferred one, else the
 * one nearest to the middle of the window. Null when nothing moves.
 */
export function anchorOf<Id>(
  before: ReadonlyMap<Id, Rect>,
  after: ReadonlyMap<Id, Rect>,
  viewport: Viewport,
  prefer: Id | null,
  size: { width: number; height: number } = { width: innerWidth, height: innerHeight },
): Viewport | null {
  const onScreen = ({ x, y, width, height }: Rect) => {
    const [left, top] = [x * viewport.zoom + viewport.x, y * viewport.zoom + viewport.y];
    const [right, bottom] = [left + width * viewport.zoom, top + height * viewport.zoom];
    return right > 0 && bottom > 0 && left < size.width && top < size.height
      ? Math.hypot(left - size.width / 2, top - size.height / 2)
      : Number.POSITIVE_INFINITY;
  };
  const distance = (id: Id) => {
    const was = before.get(id);
    return was && after.has(id) ? onScreen(was) : Number.POSITIVE_INFINITY;
  };
  const preferred = prefer !== null && Number.isFinite(distance(prefer)) ? prefer : null;
  const anchor = preferred ?? nearest([...before.keys()], distance);
  if (anchor === null) return null;
  const [from, to] = [before.get(anchor), after.get(anchor)];
  if (!from || !to || (from.x === to.x && from.y === to.y)) return null;
  return {
    zoom: viewport.zoom,
    x: viewport.x - (to.x - from.x) * viewport.zoom,
    y: viewport.y - (to.y - from.y) * viewport.zoom,
  };
}

function nearest<Id>(ids: readonly Id[], distance: (id: Id) => number): Id | null {
  let [best, least] = [null as Id | null, Number.POSITIVE_INFINITY];
  for (const id of ids) {
    const away = distance(id);
    if (away < least) [best, least] = [id, away];
  }
  return best;
}
