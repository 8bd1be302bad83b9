import { GAP, ROW_WIDTH, SHAPE } from "./sizes";

export interface Size {
  width: number;
  height: number;
}

export interface Item extends Size {
  id: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Things in their places, the first at 0,0 or further. */
export interface Arrangement extends Size {
  at: ReadonlyMap<number, Point>;
}

/** Rows of ids, kept so that what is there stays in its row when something comes. */
export interface Rows {
  width: number;
  rows: readonly (readonly number[])[];
}

/**
 * Puts blocks in rows. What was there before stays in its row and order; a new one goes to the end of the last row, or
 * begins another.
 */
export function packRows(
  items: readonly Item[],
  gap: number,
  before: Rows | undefined,
  shape = SHAPE,
): Arrangement & { kept: Rows } {
  const byId = new Map(items.map((item) => [item.id, item]));
  const kept = before && isStillGood(before, items) ? before : undefined;
  const width = kept?.width ?? bestWidth(items, gap, shape);
  const rows: number[][] = (kept?.rows ?? []).map((row) => row.filter((id) => byId.has(id)));
  const placed = new Set(rows.flat());
  let used = rowWidth(rows.at(-1) ?? [], byId, gap);
  for (const item of items) {
    if (placed.has(item.id)) continue;
    const row = rows.at(-1);
    if (row && row.length > 0 && used + gap + item.width <= width) {
      row.push(item.id);
      used += gap + item.width;
    } else {
      rows.push([item.id]);
      used = item.width;
    }
  }
  const shown = rows.filter((row) => row.length > 0);
  return { ...layRows(shown, byId, gap, gap), kept: { width, rows: shown } };
}

/** Rows are kept until there is so much more, or so much less, that their width makes no sense any more. */
function isStillGood({ rows }: Rows, items: readonly Item[]): boolean {
  const before = rows.reduce((sum, row) => sum + row.length, 0);
  return items.length <= before * 2 + 4 && items.length * 3 >= before;
}

/** Steps one after the other, in rows that go on at the left: a step that comes last moves none of the others. */
export function chain(steps: readonly Item[]): Arrangement {
  const byId = new Map(steps.map((item) => [item.id, item]));
  const limit = Math.max(ROW_WIDTH, 3 * Math.max(...steps.map(({ width }) => width)));
  const rows: number[][] = [[]];
  let used = 0;
  for (const { id, width } of steps) {
    const row = rows.at(-1) as number[];
    if (row.length > 0 && used + GAP.step + width > limit) {
      rows.push([id]);
      used = width;
    } else {
      row.push(id);
      used += (row.length > 1 ? GAP.step : 0) + width;
    }
  }
  return layRows(rows, byId, GAP.step, GAP.wrap);
}

function layRows(
  rows: readonly (readonly number[])[],
  items: ReadonlyMap<number, Item>,
  gap: number,
  rowGap: number,
): Arrangement {
  const at = new Map<number, Point>();
  let [width, y] = [0, 0];
  for (const row of rows) {
    let [x, height] = [0, 0];
    for (const id of row) {
      const item = items.get(id) as Item;
      at.set(id, { x, y });
      x += item.width + gap;
      height = Math.max(height, item.height);
    }
    width = Math.max(width, x - gap);
    y += height + rowGap;
  }
  return { at, width: Math.max(0, width), height: Math.max(0, y - rowGap) };
}

function rowWidth(row: readonly number[], items: ReadonlyMap<number, Item>, gap: number): number {
  return row.reduce((sum, id) => sum + (items.get(id)?.width ?? 0) + gap, -gap);
}

/** Of the widths that the first row could have, the one that comes nearest to the wanted shape and wastes least. */
function bestWidth(items: readonly Item[], gap: number, shape: number): number {
  const widest = Math.max(0, ...items.map(({ width }) => width));
  const byId = new Map(items.map((item) => [item.id, item]));
  let [best, least, sum] = [widest, Number.POSITIVE_INFINITY, -gap];
  for (const item of items.slice(0, 60)) {
    sum += item.width + gap;
    const width = Math.max(sum, widest);
    const laid = layRows(rowsOf(items, width, gap), byId, gap, gap);
    const filled = items.reduce((area, one) => area + one.width * one.height, 0);
    const waste = (laid.width * laid.height) / Math.max(1, filled);
    const cost =
      2 * Math.abs(Math.log(laid.width / Math.max(1, laid.height) / shape)) + 0.6 * waste;
    if (cost < least) [best, least] = [width, cost];
  }
  return best;
}

function rowsOf(items: readonly Item[], width: number, gap: number): number[][] {
  const rows: number[][] = [];
  let used = 0;
  for (const item of items) {
    const row = rows.at(-1);
    if (row && used + gap + item.width <= width) {
      row.push(item.id);
      used += gap + item.width;
    } else {
      rows.push([item.id]);
      used = item.width;
    }
  }
  return rows;
}
