/**
 * Accepts what holds some of the sample's fields, each with a value of the same kind. A field that is null or undefined in
 * the sample takes any value or list but no object: what an older build stored is refused, and the draft counts as none.
 */
export function partOf<V extends object>(sample: V): (value: unknown) => value is Partial<V> {
  const kinds = new Map(Object.entries(sample).map(([name, value]) => [name, kindOf(value)]));
  return (value): value is Partial<V> => {
    if (kindOf(value) !== "object") return false;
    return Object.entries(value as object).every(([name, each]) => {
      const kind = kinds.get(name);
      const found = kindOf(each);
      if (kind === undefined) return false;
      return kind === "nothing" ? found !== "object" : kind === found;
    });
  };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return Array.isArray(value) ? "list" : typeof value;
}
