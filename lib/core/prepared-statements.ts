import { createHash } from "node:crypto";

/** A statement is prepared at its third use, so that one built for a single call is not. */
const USES_BEFORE = 3;
const MAX_NAMED = 400;
const MAX_COUNTED = 2_000;

/**
 * Decides which statements are prepared. PostgreSQL plans the queue's statements in about a millisecond and runs them
 * in a tenth of one, so a statement that is used repeatedly is prepared once per connection, under a name derived from
 * its text. At the limit the least recently used name is evicted; what connections have prepared under it is freed when
 * they are closed.
 */
export class PreparedStatements {
  /** Names by text, the least recently used first. */
  private readonly names = new Map<string, string>();
  /** How often each unnamed text was used, the least recently used first. */
  private readonly uses = new Map<string, number>();

  /** The name to prepare the statement under, or undefined to run it unprepared. */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined) {
      touch(this.names, text, known, MAX_NAMED);
      return known;
    }
    const uses = (this.uses.get(text) ?? 0) + 1;
    if (uses < USES_BEFORE) {
      touch(this.uses, text, uses, MAX_COUNTED);
      return undefined;
    }
    this.uses.delete(text);
    const name = `b${createHash("sha1").update(text).digest("hex").slice(0, 20)}`;
    touch(this.names, text, name, MAX_NAMED);
    return name;
  }
}

/** Puts an entry at the end of the map and removes the first one when there are more than `max`. */
function touch<V>(map: Map<string, V>, key: string, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
