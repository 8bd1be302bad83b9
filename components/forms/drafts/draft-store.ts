import { createStore } from "@/components/ui/create-store";

/** What somebody typed and has not sent. */
export interface StoredDraft {
  value: unknown;
  /** The saved value that the draft began from, so that a change by somebody else can be told. */
  base: unknown;
  /** When it was last changed, in milliseconds since 1970. */
  at: number;
}

/** The part of the browser's storage that drafts use. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "baton.draft:";
const WRITE_DELAY_MS = 300;
/** A draft that was not touched for so long is dropped. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
/** The most characters that one draft and all drafts together take in the browser's storage. */
const LIMITS = { one: 300_000, all: 2_000_000 } as const;

/**
 * Drafts by owner, object and field ("task:12", "description"). They are read from and written to memory, and kept in the
 * browser's storage a moment later: each under a key of its own, so that tabs do not overwrite each other's. A storage
 * that is full or forbidden leaves the drafts in memory, and `isKept` says so.
 */
export function createDraftStore(openStorage: () => DraftStorage | null, now = Date.now) {
  const memory = new Map<string, StoredDraft | null>();
  const unwritten = new Set<string>();
  /** Counts the changes, for those who follow them. */
  const changes = createStore(0);
  let storage: DraftStorage | null | undefined;
  let isFull = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The storage, or null where the browser forbids it. */
  function opened(): DraftStorage | null {
    if (storage !== undefined) return storage;
    try {
      storage = openStorage();
    } catch {
      storage = null;
    }
    return storage;
  }

  const notify = () => changes.set((count) => count + 1);

  function read(key: string): StoredDraft | null {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const stored = parsed(attempt(() => opened()?.getItem(key) ?? null, null));
    memory.set(key, stored);
    return stored;
  }

  function put(key: string, draft: StoredDraft | null) {
    memory.set(key, draft);
    unwritten.add(key);
    clearTimeout(timer);
    timer = setTimeout(flush, WRITE_DELAY_MS);
    notify();
  }

  /** Writes to the storage what is only in memory; called when the page is about to go. */
  function flush() {
    clearTimeout(timer);
    const keys = [...unwritten];
    unwritten.clear();
    const wasFull = isFull;
    isFull = false;
    for (const key of keys) if (!stores(key)) isFull = true;
    if (isFull !== wasFull) notify();
  }

  function stores(key: string): boolean {
    const to = opened();
    const draft = memory.get(key);
    if (!to) return false;
    if (!draft) return succeeds(() => to.removeItem(key));
    const text = JSON.stringify(draft);
    if (text.length > LIMITS.one) return false;
    if (succeeds(() => to.setItem(key, text))) return true;
    // Full: the draft at hand is worth more than the oldest ones.
    trim(to, LIMITS.all / 2, key);
    return succeeds(() => to.setItem(key, text));
  }

  /** Drops what has expired, then the oldest drafts until the rest fits. */
  function trim(from: DraftStorage, most: number, except?: string) {
    const kept: { key: string; at: number; size: number }[] = [];
    for (const key of keysIn(from)) {
      const text = from.getItem(key);
      const draft = parsed(text);
      if (!draft || now() - draft.at > LIFETIME_MS) drop(from, key);
      else kept.push({ key, at: draft.at, size: text?.length ?? 0 });
    }
    kept.sort((a, b) => b.at - a.at);
    let total = 0;
    for (const { key, size } of kept) {
      total += size;
      if (total > most && key !== except) drop(from, key);
    }
  }

  function drop(from: DraftStorage, key: string) {
    from.removeItem(key);
    if (!unwritten.has(key)) memory.delete(key);
  }

  return {
    read: (owner: string, object: string, field: string) => read(keyOf(owner, object, field)),

    write(owner: string, object: string, field: string, draft: Omit<StoredDraft, "at"> | null) {
      put(keyOf(owner, object, field), draft && { ...draft, at: now() });
    },

    flush,

    /** Whether drafts outlive the page: false while the storage is full or forbidden. */
    isKept: () => opened() !== null && !isFull,

    /** Removes the drafts of everybody else, and those that are too old or too many. */
    open(owner: string) {
      const from = opened();
      if (!from) return;
      succeeds(() => {
        const own = `${PREFIX}${encodeURIComponent(owner)}:`;
        for (const key of keysIn(from)) if (!key.startsWith(own)) drop(from, key);
        trim(from, LIMITS.all);
      });
      notify();
    },

    /** Another tab changed a draft: `key` is null when it emptied the storage. */
    changedElsewhere(key: string | null) {
      if (key === null) memory.clear();
      else if (!key.startsWith(PREFIX) || unwritten.has(key)) return;
      else memory.delete(key);
      notify();
    },

    subscribe: changes.subscribe,
  };
}

function keyOf(owner: string, object: string, field: string): string {
  return `${PREFIX}${[owner, object, field].map(encodeURIComponent).join(":")}`;
}

function keysIn(storage: DraftStorage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
    (key): key is string => key?.startsWith(PREFIX) ?? false,
  );
}

function parsed(text: string | null): StoredDraft | null {
  if (text === null) return null;
  const draft: unknown = attempt(() => JSON.parse(text), null);
  if (typeof draft !== "object" || draft === null) return null;
  const { value, base, at } = draft as Partial<Record<keyof StoredDraft, unknown>>;
  return value === undefined || typeof at !== "number" ? null : { value, base: base ?? null, at };
}

function succeeds(work: () => void): boolean {
  return attempt(() => {
    work();
    return true;
  }, false);
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
