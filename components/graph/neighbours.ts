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
export function neighbourOf<Id>(
  places: ReadonlyMap<Id, Rect>,
  from: Id,
  direction: Direction,
): Id | null {
  const here = places.get(from);
  if (!here) return null;
  let best: Id | null = null;
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
export function innermost<Id>(
  places: ReadonlyMap<Id, Rect>,
  { x, y }: { x: number; y: number },
): Id | null {
  let [best, least] = [null as Id | null, Number.POSITIVE_INFINITY];
  for (const [id, rect] of places) {
    const holds = x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
    if (holds && rect.width * rect.height < least) [best, least] = [id, rect.width * rect.height];
  }
  return best;
}

/** A step aside costs as much as two ahead. */
const ASIDE = 2;
/** To what does not overlap at all one goes only when nothing else is near. */
const BESIDE = 40;

function distance(here: Rect, there: Rect, direction: Direction): number | null {
  const [mine, other] = [along(here, direction), along(there, direction)];
  // What reaches back beyond the middle stands around, and not ahead.
  if (other.start < mine.start + mine.length / 2) return null;
  return Math.max(0, other.start - mine.start - mine.length) + ASIDE * aside(mine, other);
}

interface Stretch {
  start: number;
  length: number;
  crossStart: number;
  crossLength: number;
}

/** A place as seen by somebody who looks that way: where it begins and how long it is, ahead and across. */
function along({ x, y, width, height }: Rect, direction: Direction): Stretch {
  switch (direction) {
    case "right":
      return { start: x, length: width, crossStart: y, crossLength: height };
    case "left":
      return { start: -x - width, length: width, crossStart: y, crossLength: height };
    case "down":
      return { start: y, length: height, crossStart: x, crossLength: width };
    case "up":
      return { start: -y - height, length: height, crossStart: x, crossLength: width };
  }
}

/** How far two are apart across; where they overlap, a little by how far their beginnings are. */
function aside(a: Stretch, b: Stretch): number {
  const apart = Math.max(
    b.crossStart - a.crossStart - a.crossLength,
    a.crossStart - b.crossStart - b.crossLength,
  );
  if (apart >= 0) return apart + BESIDE;
  return Math.min(Math.abs(a.crossStart - b.crossStart), a.crossLength) / 50;
}
