import { createStore } from "@/components/ui/create-store";
import type { AnchorWire } from "@/lib/rounds/shapes";

/** How long after a letter a draft is sent, when no other follows. */
export const SAVE_AFTER_MS = 700;

/**
 * `empty`: nothing to keep. `saved`: the server has it as it stands. `waiting`: sent when the person pauses. `saving`: on its way.
 * `failed`: the server did not take it.
 */
export type Phase = "empty" | "saved" | "waiting" | "saving" | "failed";

/** A comment that is being written, or was and is not sent. */
export interface Entry {
  /** The same as long as the page lives, also once the server has given it an id. */
  key: string;
  /** On the server; null until it was first saved. */
  id: number | null;
  anchor: AnchorWire;
  body: string;
  phase: Phase;
  /** Why it is not saved, in a sentence. */
  problem: string | null;
  /** Whether its editor is open. */
  isOpen: boolean;
}

/** A draft as the server has it. */
export interface SavedDraft {
  id: number;
  anchor: AnchorWire;
  body: string;
}

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: string };

export interface DraftCalls<Draft extends SavedDraft> {
  create: (anchor: AnchorWire, body: string) => Promise<Answer<Draft>>;
  update: (id: number, body: string) => Promise<Answer<Draft>>;
  remove: (id: number) => Promise<Answer<unknown>>;
  /** The server has this draft now as it stands here. */
  kept: (draft: Draft) => void;
  /** The server has this draft no longer. */
  dropped: (id: number) => void;
}

/**
 * Saves the drafts of one task as they are written: each a moment after the last letter, and at once when its editor loses the
 * focus. Of one draft there is one call at a time, so that an older text never replaces a newer one.
 */
export function createDraftSaver<Draft extends SavedDraft>(calls: DraftCalls<Draft>) {
  const entries = createStore<readonly Entry[]>([]);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Of each draft whose text is on its way. */
  const saving = new Map<string, Promise<void>>();
  let made = 0;

  const find = (key: string) => entries.get().find((entry) => entry.key === key);
  function change(key: string, next: Partial<Entry>) {
    entries.set((before) =>
      before.map((entry) => (entry.key === key ? { ...entry, ...next } : entry)),
    );
  }
  function forget(key: string) {
    clearTimeout(timers.get(key));
    timers.delete(key);
    entries.set((before) => before.filter((entry) => entry.key !== key));
  }
  function later(key: string) {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void save(key), SAVE_AFTER_MS),
    );
  }

  /** Sends what is not saved, again and again until nothing was written meanwhile. */
  async function save(key: string): Promise<void> {
    clearTimeout(timers.get(key));
    const before = saving.get(key);
    if (before) return before;
    const now = send(key).finally(() => saving.delete(key));
    saving.set(key, now);
    return now;
  }

  async function send(key: string): Promise<void> {
    for (;;) {
      const entry = find(key);
      if (!entry || (entry.phase !== "waiting" && entry.phase !== "failed")) return;
      const { body } = entry;
      if (body.trim() === "") return;
      change(key, { phase: "saving", problem: null });
      const answer =
        entry.id === null
          ? await calls.create(entry.anchor, body)
          : await calls.update(entry.id, body);
      const now = find(key);
      if (!answer.ok) {
        if (now) change(key, { phase: "failed", problem: answer.problem });
        return;
      }
      if (!now) {
        // Discarded while it was on its way.
        await remove(answer.data.id);
        return;
      }
      calls.kept(answer.data);
      const isSame = now.body === body;
      change(key, { id: answer.data.id, phase: isSame ? "saved" : "waiting" });
      if (!isSame) continue;
      // A closed editor is no longer needed: the list of drafts has what it wrote.
      if (!now.isOpen) forget(key);
      return;
    }
  }

  async function remove(id: number): Promise<void> {
    calls.dropped(id);
    await calls.remove(id);
  }

  function add(entry: Omit<Entry, "key">): string {
    made += 1;
    const key = `new:${made}`;
    entries.set((before) => [...before, { ...entry, key }]);
    return key;
  }

  return {
    /** Opens an editor for a new comment; at the same place there is one. Returns its key. */
    open(anchor: AnchorWire): string {
      const place = JSON.stringify(anchor);
      const there = entries
        .get()
        .find((entry) => entry.isOpen && JSON.stringify(entry.anchor) === place);
      if (there) return there.key;
      return add({ id: null, anchor, body: "", phase: "empty", problem: null, isOpen: true });
    },

    /** Opens an editor for a draft that was closed, or that the server has. Returns its key. */
    edit({ key, id, anchor, body }: Pick<Entry, "key" | "id" | "anchor" | "body">): string {
      const there = entries
        .get()
        .find((entry) => entry.key === key || (id !== null && entry.id === id));
      if (!there) return add({ id, anchor, body, phase: "saved", problem: null, isOpen: true });
      change(there.key, { isOpen: true });
      return there.key;
    },

    /** Takes back what this browser kept and the server may not have. */
    restore(kept: readonly Pick<Entry, "id" | "anchor" | "body">[]) {
      for (const { id, anchor, body } of kept) {
        const isThere = entries
          .get()
          .some((entry) => (id === null ? entry.body === body : entry.id === id));
        if (isThere) continue;
        const key = add({ id, anchor, body, phase: "waiting", problem: null, isOpen: false });
        later(key);
      }
    },

    write(key: string, body: string) {
      if (!find(key)) return;
      change(key, { body, phase: body.trim() === "" ? "empty" : "waiting", problem: null });
      later(key);
    },

    /** Saves now: the field lost the focus, or the person tries again. */
    save,

    /** Closes the editor and keeps what was written; an empty draft is none. */
    close(key: string) {
      const entry = find(key);
      if (!entry) return;
      if (entry.body.trim() === "") {
        void this.discard(key);
        return;
      }
      if (entry.phase === "saved") {
        forget(key);
        return;
      }
      change(key, { isOpen: false });
      void save(key);
    },

    async discard(key: string): Promise<void> {
      const entry = find(key);
      if (!entry) return;
      forget(key);
      // A call under way finds it gone, and takes back what it made.
      if (entry.id !== null && !saving.has(key)) await remove(entry.id);
    },

    /** Closes every editor and saves what is not saved. Resolves to whether the server now has every draft. */
    async finish(): Promise<boolean> {
      for (const { key } of entries.get()) this.close(key);
      // One that is on its way goes on until all of it has arrived.
      await Promise.all(entries.get().map(({ key }) => save(key)));
      return entries.get().length === 0;
    },

    entries,
  };
}

export type DraftSaver = ReturnType<typeof createDraftSaver>;

/** What the server does not have yet of these drafts, to be kept in the browser. */
export function unsaved(entries: readonly Entry[]): Pick<Entry, "id" | "anchor" | "body">[] {
  return entries
    .filter(({ phase }) => phase === "waiting" || phase === "saving" || phase === "failed")
    .map(({ id, anchor, body }) => ({ id, anchor, body }));
}
