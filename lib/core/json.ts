/** How deep JSON from outside may be nested, because serialising it again is recursive. */
const MAX_DEPTH = 64;

export const NESTING_RULE = `must not be nested deeper than ${MAX_DEPTH} levels`;
export const STORABLE_RULE = "must not contain NUL characters or broken Unicode";

/** Whether a JSON value is nested no deeper than we can serialise. Safe to call with any depth. */
export function isShallow(value: unknown): boolean {
  return everyPart(value, (_, depth) => depth <= MAX_DEPTH);
}

/** Whether PostgreSQL can store a JSON value: no NUL and no lone surrogate in any text or key. */
export function isStorable(value: unknown): boolean {
  return everyPart(value, (part) => typeof part !== "string" || isStorableText(part));
}

export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Whether `holds` is true of the value, its keys and everything nested in it. */
function everyPart(value: unknown, holds: (part: unknown, depth: number) => boolean): boolean {
  const left: { part: unknown; depth: number }[] = [{ part: value, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { part, depth } = next;
    if (!holds(part, depth)) return false;
    if (typeof part !== "object" || part === null) continue;
    for (const [key, inner] of Object.entries(part)) {
      if (!Array.isArray(part) && !holds(key, depth)) return false;
      left.push({ part: inner, depth: depth + 1 });
    }
  }
  return true;
}
