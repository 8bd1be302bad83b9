/** The name that is most like the given one, if one is like it at all: a third of its letters differ, and at most four. */
export function nearest(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase().slice(0, 80);
  let best: string | null = null;
  let least = Math.min(4, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const name of names.slice(0, 1_000)) {
    const steps = distance(wanted, name.toLowerCase().slice(0, 80), least);
    if (steps < least) [best, least] = [name, steps];
  }
  return best;
}

/** A sentence that names the nearest, or else what there is. */
export function nearestOf(given: string, names: readonly string[], what: string): string {
  const near = nearest(given, names);
  if (near !== null) return `did you mean ${near}?`;
  return names.length === 0
    ? `there is no ${what}`
    : `use one of ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
}

/** How many letters have to be changed, added or left out; not counted beyond `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(
        Math.min(changed, (previous[column] as number) + 1, (current[column - 1] as number) + 1),
      );
    }
    if (Math.min(...current) >= most) return most;
    previous = current;
  }
  return previous[b.length] as number;
}
