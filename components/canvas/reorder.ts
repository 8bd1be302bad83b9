import type { Point } from "./arrange";
import type { Rect } from "./neighbours";

/** The list with one of its members at another place. */
export function movedTo(order: readonly number[], id: number, at: number): number[] {
  const rest = order.filter((one) => one !== id);
  rest.splice(Math.max(0, Math.min(at, rest.length)), 0, id);
  return rest;
}

/** Where among the steps something that is held at `point` belongs: beside the nearest one, on the side it is held. */
export function dropIndex(
  order: readonly number[],
  places: ReadonlyMap<number, Rect>,
  dragged: number,
  point: Point,
): number {
  const others = order.filter((id) => id !== dragged);
  let [best, least, after] = [0, Number.POSITIVE_INFINITY, false];
  for (const [at, id] of others.entries()) {
    const rect = places.get(id);
    if (!rect) continue;
    const [dx, dy] = [point.x - (rect.x + rect.width / 2), point.y - (rect.y + rect.height / 2)];
    const away = Math.hypot(dx, dy * 2);
    if (away < least) [best, least, after] = [at, away, dx > 0];
  }
  return after ? best + 1 : best;
}
