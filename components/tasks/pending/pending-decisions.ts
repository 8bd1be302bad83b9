import { createStore } from "@/components/ui/create-store";

/** How far a decision that was made by key has come. */
export interface Progress {
  /**
   * `counting`: sent when its time is up. `waiting`: sent when the person says so, because they left the page or the time
   * passed unseen. `sending`: on its way. `refused`: the server did not take it.
   */
  phase: "counting" | "waiting" | "sending" | "refused";
  /** When it is sent, in milliseconds since 1970. */
  dueAt: number;
  /** Why it waits or was refused, in a sentence. */
  reason: string | null;
  /** Whether it may be sent again after it was refused. */
  mayTryAgain: boolean;
}

/** A decision that was made by key and does not count yet. */
export type Pending<Decision> = Decision & Progress;

/** What the server said: null when the decision counts. */
export type Refused = {
  reason: string;
  mayTryAgain: boolean;
  /** Of an approval whose checks did not pass: with a reason it counts all the same. */
  asksWhy?: boolean;
} | null;

export const TAKE_BACK_MS = 10_000;
/** A timer that fires so much later ran in a machine that slept: nobody saw the ten seconds. */
const UNSEEN_MS = 20_000;

export interface Surroundings {
  now: () => number;
  /** The storage of this tab, in which pending decisions outlive a reload. May throw where it is forbidden. */
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

interface Kind<Decision extends object> {
  /** Under which name the tab keeps them. */
  name: string;
  /** The id of what is decided about: each has at most one pending decision. */
  subjectOf: (decision: Decision) => number;
  /** Whether something that was stored is such a decision. */
  accepts: (stored: object) => stored is Decision;
}

/**
 * Decisions of one kind that can be taken back for ten seconds before they are sent. They live as long as the page, whatever
 * screen it shows; a decision that was not sent when the page went is never sent by itself.
 */
export function createPendingDecisions<Decision extends object>(
  { now, storage }: Surroundings,
  { name, subjectOf, accepts }: Kind<Decision>,
) {
  type One = Pending<Decision>;
  const pending = createStore<readonly One[]>([]);
  let owner: string | null = null;
  let send: ((one: One) => Promise<Refused>) | null = null;
  const timers = new Map<number, ReturnType<typeof setTimeout>>();

  const key = () => `baton.${name}:${owner}`;
  const find = (id: number) => pending.get().find((one) => subjectOf(one) === id);

  function publish(next: readonly One[]) {
    pending.set(next);
    // Whose it is, is not known before the page is idle.
    if (owner === null) return;
    try {
      if (next.length === 0) storage().removeItem(key());
      else storage().setItem(key(), JSON.stringify(next));
    } catch {
      // Without storage a reload forgets what was pending: nothing is decided then.
    }
  }

  function change(id: number, next: Partial<Progress>) {
    publish(pending.get().map((one) => (subjectOf(one) === id ? { ...one, ...next } : one)));
  }

  function remove(id: number) {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const found = find(id);
    if (found) publish(pending.get().filter((one) => one !== found));
  }

  function due(id: number, dueAt: number) {
    if (now() - dueAt > UNSEEN_MS) {
      change(id, { phase: "waiting", reason: "The page was asleep when its time was up." });
    } else void deliver(id);
  }

  async function deliver(id: number): Promise<void> {
    clearTimeout(timers.get(id));
    const one = find(id);
    if (!one || one.phase === "sending" || !send) return;
    change(id, { phase: "sending", reason: null });
    const refused = await send(one);
    if (!refused) remove(id);
    else change(id, { phase: "refused", ...refused });
  }

  /** The page goes: what has not been sent waits for the user's word. */
  function pause() {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    const reason = "You left before it counted.";
    publish(
      pending
        .get()
        .map((one) => (one.phase === "counting" ? { ...one, phase: "waiting", reason } : one)),
    );
  }

  return {
    /** A decision that counts in ten seconds; it replaces an earlier one on the same subject. */
    add(decision: Decision) {
      const id = subjectOf(decision);
      remove(id);
      const dueAt = now() + TAKE_BACK_MS;
      publish([
        ...pending.get(),
        { ...decision, phase: "counting", dueAt, reason: null, mayTryAgain: false },
      ]);
      timers.set(
        id,
        setTimeout(() => due(id, dueAt), TAKE_BACK_MS),
      );
    },

    /** Takes a decision back, unless it is on its way; whether it did. */
    takeBack(id: number): boolean {
      const one = find(id);
      if (!one || one.phase === "sending") return false;
      remove(id);
      return true;
    },

    /** Whether the decision can still be taken back. */
    isOpen: (id: number): boolean => (find(id)?.phase ?? "sending") !== "sending",

    sendNow: deliver,

    /** The user and what sends for them, while the screens are mounted. Decisions of before a reload wait for the user. */
    connect(user: string, sender: (one: One) => Promise<Refused>): () => void {
      const own = owner === null || owner === user ? pending.get() : [];
      owner = user;
      send = sender;
      const isNew = (one: One) => own.every((known) => subjectOf(known) !== subjectOf(one));
      publish([...restored().filter(isNew), ...own]);
      return () => {
        send = null;
        pause();
      };
    },

    pause,
    list: pending.get,
    subscribe: pending.subscribe,
  };

  function restored(): One[] {
    try {
      const stored: unknown = JSON.parse(storage().getItem(key()) ?? "[]");
      return Array.isArray(stored) ? stored.filter(isStored).map(asWaiting) : [];
    } catch {
      return [];
    }
  }

  function isStored(value: unknown): value is One {
    return typeof value === "object" && value !== null && accepts(value);
  }
}

function asWaiting<One extends Progress>(one: One): One {
  const reason =
    one.phase === "sending"
      ? "The page was closed while it was sent: look whether it counts."
      : (one.reason ?? "You left before it counted.");
  return { ...one, phase: "waiting", reason, mayTryAgain: false };
}
