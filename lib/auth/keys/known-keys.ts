/** The channel on which server processes tell each other that keys, or what they stand for, have changed. */
export const KEYS_CHANNEL = "baton_keys";

/** How long a key is known without looking it up again: the bound for a revocation whose notification is lost. */
export const KNOWN_FOR_MS = 5_000;

const MOST_KNOWN = 10_000;

interface Known {
  row: unknown;
  /** By `performance.now()`, which no change of the clock affects. */
  until: number;
}

interface State {
  /** Whether this process hears of changes that others make. Nothing is known while it does not. */
  isListening: boolean;
  /** Grows whenever everything is forgotten, so that a lookup that began before is not remembered. */
  generation: number;
  keys: Map<string, Known>;
}

const singleton = globalThis as typeof globalThis & { __batonKnownKeys?: State };
singleton.__batonKnownKeys ??= { isListening: false, generation: 0, keys: new Map() };
const state = singleton.__batonKnownKeys;

/** The events after which a key no longer works. Keys of runs are never remembered. */
const CHANGES_KEYS = /^(?:auth\.key_revoked|agent\.deleted|project\.deleted)$/;

export const changesKeys = (type: string): boolean => CHANGES_KEYS.test(type);

/** Forgets every key: the next request with each looks it up. */
export function forgetKeys(): void {
  state.generation += 1;
  state.keys.clear();
}

/** Says whether this process hears of changes from now on. What it may have missed is forgotten. */
export function hearKeyChanges(isListening: boolean): void {
  state.isListening = isListening;
  forgetKeys();
}

/** When a lookup began: before which changes, and at which time by `performance.now()`. */
interface Lookup {
  generation: number;
  at: number;
}

/** To be taken before a lookup, and passed to `rememberKey` with what was found. */
export const lookupBegins = (): Lookup => ({
  generation: state.generation,
  at: performance.now(),
});

/** Remembers what a key stands for, by its hash; `livesMs` is how long it had before it expires, null for ever. */
export function rememberKey(
  hash: string,
  row: unknown,
  { lookup, livesMs }: { lookup: Lookup; livesMs: number | null },
): void {
  if (!state.isListening || lookup.generation !== state.generation) return;
  if (state.keys.size >= MOST_KNOWN) state.keys.clear();
  const forMs = Math.min(KNOWN_FOR_MS, livesMs ?? KNOWN_FOR_MS);
  state.keys.set(hash, { row, until: lookup.at + forMs });
}

/** What was remembered under this hash, if that is still to be trusted. */
export function knownKey(hash: string): unknown {
  const known = state.keys.get(hash);
  if (!known || !state.isListening) return undefined;
  if (known.until > performance.now()) return known.row;
  state.keys.delete(hash);
  return undefined;
}
