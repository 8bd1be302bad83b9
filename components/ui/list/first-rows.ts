interface FirstRowsOptions {
  keys: readonly (string | number)[];
  /** The height of a row in px. */
  estimate: (index: number) => number;
  gap: number;
  /** How many rows are rendered beyond the view. */
  overscan: number;
  /** A row that is rendered wherever it is. */
  stop: number | null;
  viewPx: number;
}

export interface PlacedRow {
  key: string | number;
  index: number;
  /** In px from the top of the list. */
  start: number;
}

/** The rows at the top of a list and the height of all, as far as heights can be known before anything is measured. */
export function firstRows({ keys, estimate, gap, overscan, stop, viewPx }: FirstRowsOptions): {
  shown: PlacedRow[];
  height: number;
} {
  const shown: PlacedRow[] = [];
  let start = 0;
  let beyond = 0;
  let height = 0;
  for (const [index, key] of keys.entries()) {
    if (start >= viewPx) beyond += 1;
    if (beyond <= overscan || index === stop) shown.push({ key, index, start });
    height = start + estimate(index);
    start = height + gap;
  }
  return { shown, height };
}
