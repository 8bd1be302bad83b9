export type Edge = readonly [from: number, to: number];

/** Parts that no edge connects, each in the order of the ids given, the parts in the order of their firsts. */
export function connectedParts(ids: readonly number[], edges: readonly Edge[]): number[][] {
  const leader = new Map(ids.map((id) => [id, id]));
  const find = (id: number): number => {
    let at = id;
    while (leader.get(at) !== at) at = leader.get(at) as number;
    leader.set(id, at);
    return at;
  };
  for (const [from, to] of edges) {
    const [a, b] = [find(from), find(to)];
    if (a !== b) leader.set(b, a);
  }
  return [...Map.groupBy(ids, find).values()];
}

/** The part as one line, each before the next, or null when it is not one. */
export function asLine(part: readonly number[], edges: readonly Edge[]): number[] | null {
  const next = new Map<number, number>();
  const hasBefore = new Set<number>();
  for (const [from, to] of edges) {
    if (next.has(from) || hasBefore.has(to)) return null;
    next.set(from, to);
    hasBefore.add(to);
  }
  const first = part.find((id) => !hasBefore.has(id));
  if (first === undefined) return null;
  const line = [first];
  for (let at = next.get(first); at !== undefined; at = next.get(at)) line.push(at);
  return line.length === part.length ? line : null;
}

/** Each after what it depends on, as far as there is no circle; else in the order given. */
export function inDependencyOrder(part: readonly number[], edges: readonly Edge[]): number[] {
  const waits = new Map(part.map((id) => [id, 0]));
  const next = Map.groupBy(edges, ([from]) => from);
  for (const [, to] of edges) waits.set(to, (waits.get(to) ?? 0) + 1);
  const ordered: number[] = [];
  const left = new Set(part);
  while (left.size > 0) {
    const free = [...left].find((id) => (waits.get(id) ?? 0) <= 0) ?? ([...left][0] as number);
    left.delete(free);
    ordered.push(free);
    for (const [, to] of next.get(free) ?? []) waits.set(to, (waits.get(to) ?? 0) - 1);
  }
  return ordered;
}
