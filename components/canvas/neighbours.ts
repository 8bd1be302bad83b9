export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Direction = "left" | "right" | "up" | "down";

/**
 * The place that an arrow key goes to: the nearest in its direction, where what stands in line counts as nearer than
 * what stands aside. Pass containers as their heads alone, so that one goes into them and out of them.
 */
export function neighbourOf(
  places: ReadonlyMap<number, Rect>,
  from: number,
  direction: Direction,
): number | null {
  const here = places.get(from);
  if (!here) return null;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, there] of places) {
    if (id === from) continue;
    const way = distance(here, there, direction);
    if (way !== null && way < least) {
      least = way;
      best = id;
    }
  }
  return best;
}

/** The smallest place that holds a point. */
export function innermost(
  places: ReadonlyMap<number, Rect>,
  { x, y }: { x: number; y: number },
): number | null {
  let [best, least] = [null as number | null, Number.POSITIVE_INFINITY];
  for (const [id, rect] of places) {
    const holds = x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
    if (holds && rect.width * rect.height < least) [best, least] = [id, rect.width * rect.height];
  }
  return best;
}

/** A step aside costs as much as two ahead. */
const ASIDE = 2;

function distance(here: Rect, there: Rect, direction: Direction): number | null {
  const horizontal = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  const [ahead, size] = horizontal
    ? [there.x + there.width / 2 - (here.x + here.width / 2), "width" as const]
    : [there.y + there.height / 2 - (here.y + here.height / 2), "height" as const];
  if (ahead * sign < Math.min(here[size], there[size]) / 2) return null;
  const gap = Math.max(0, ahead * sign - (here[size] + there[size]) / 2);
  return (
    gap +
    ASIDE *
      (horizontal
        ? aside(here.y, here.height, there.y, there.height)
        : aside(here.x, here.width, there.x, there.width))
  );
}

/** How far two stretches are apart; where they overlap, a little by how far their beginnings are. */
function aside(start: number, length: number, other: number, otherLength: number): number {
  const apart = Math.max(other - (start + length), start - (other + otherLength));
  return apart > 0 ? apart : Math.min(Math.abs(other - start), length) / 50;
}
