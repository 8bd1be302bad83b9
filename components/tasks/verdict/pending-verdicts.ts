import { createStore } from "@/components/ui/create-store";
import type { Verdict } from "@/lib/reviews/verdict";
import type { TaskWire } from "@/lib/tasks/shapes";

/** The part of a task that a verdict needs, as the person saw it. */
export type JudgedTask = Pick<TaskWire, "id" | "ticket_ref" | "title" | "status_changed_at">;

/** A verdict that was given by key and does not count yet. */
export interface PendingVerdict {
  task: JudgedTask;
  verdict: Verdict;
  notes: string | undefined;
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

/** What the server said: null when the verdict counts. */
export type Refused = {
  reason: string;
  mayTryAgain: boolean;
  /** Its checks did not pass: with a reason it may be approved all the same. */
  asksWhy?: boolean;
} | null;
type Send = (pending: PendingVerdict) => Promise<Refused>;

export const TAKE_BACK_MS = 10_000;
/** A timer that fires so much later ran in a machine that slept: nobody saw the ten seconds. */
const UNSEEN_MS = 20_000;

interface Surroundings {
  now: () => number;
  /** The storage of this tab, in which pending verdicts outlive a reload. May throw where it is forbidden. */
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/**
 * Verdicts that can be taken back for ten seconds before they are sent. One task has at most one. They live as long as
 * the page, whatever screen it shows; a verdict that was not sent when the page went is never sent by itself.
 */
export function createPendingVerdicts({ now, storage }: Surroundings) {
  const pending = createStore<readonly PendingVerdict[]>([]);
  let owner: string | null = null;
  let send: Send | null = null;
  const timers = new Map<number, ReturnType<typeof setTimeout>>();

  const key = () => `baton.verdicts:${owner}`;

  function publish(next: readonly PendingVerdict[]) {
    try {
      if (next.length === 0) storage().removeItem(key());
      else storage().setItem(key(), JSON.stringify(next));
    } catch {
      // Without storage a reload forgets what was pending: the work is still in review then.
    }
    pending.set(next);
  }

  function change(id: number, next: Partial<PendingVerdict>) {
    publish(pending.get().map((one) => (one.task.id === id ? { ...one, ...next } : one)));
  }

  function remove(id: number): PendingVerdict | undefined {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const found = pending.get().find(({ task }) => task.id === id);
    if (found) publish(pending.get().filter((one) => one !== found));
    return found;
  }

  function due(id: number, dueAt: number) {
    if (now() - dueAt > UNSEEN_MS) {
      change(id, { phase: "waiting", reason: "The page was asleep when its time was up." });
    } else void deliver(id);
  }

  async function deliver(id: number): Promise<void> {
    clearTimeout(timers.get(id));
    const one = pending.get().find(({ task }) => task.id === id);
    if (!one || one.phase === "sending" || !send) return;
    change(id, { phase: "sending", reason: null });
    const refused = await send(one);
    if (!refused) remove(id);
    else change(id, { phase: "refused", ...refused });
  }

  return {
    /** A verdict that counts in ten seconds; it replaces an earlier one on the same task. */
    add(task: JudgedTask, verdict: Verdict, notes?: string) {
      remove(task.id);
      const dueAt = now() + TAKE_BACK_MS;
      const { id, ticket_ref, title, status_changed_at } = task;
      const one: PendingVerdict = {
        task: { id, ticket_ref, title, status_changed_at },
        verdict,
        notes,
        phase: "counting",
        dueAt,
        reason: null,
        mayTryAgain: false,
      };
      publish([...pending.get(), one]);
      timers.set(
        id,
        setTimeout(() => due(id, dueAt), TAKE_BACK_MS),
      );
    },

    /** Takes a verdict back, unless it is on its way; whether it did. */
    takeBack(id: number): boolean {
      const one = pending.get().find(({ task }) => task.id === id);
      if (!one || one.phase === "sending") return false;
      remove(id);
      return true;
    },

    sendNow: deliver,

    /** The user and what sends for them, while the screens are mounted. Verdicts of before a reload wait for the user. */
    connect(user: string, sender: Send): () => void {
      const own = owner === user ? pending.get() : [];
      owner = user;
      send = sender;
      const isNew = ({ task }: PendingVerdict) => own.every((one) => one.task.id !== task.id);
      publish([...restored(storage, key()).filter(isNew), ...own]);
      return () => {
        send = null;
        this.pause();
      };
    },

    /** The page goes: what has not been sent waits for the user's word. */
    pause() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      const reason = "You left before it counted.";
      publish(
        pending
          .get()
          .map((one) => (one.phase === "counting" ? { ...one, phase: "waiting", reason } : one)),
      );
    },

    list: pending.get,
    subscribe: pending.subscribe,
  };
}

function restored(storage: Surroundings["storage"], key: string): PendingVerdict[] {
  try {
    const stored: unknown = JSON.parse(storage().getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isPending).map(asWaiting) : [];
  } catch {
    return [];
  }
}

function isPending(value: unknown): value is PendingVerdict {
  if (typeof value !== "object" || value === null) return false;
  const { task, verdict, notes } = value as Partial<PendingVerdict>;
  return (
    typeof task?.id === "number" &&
    typeof task.ticket_ref === "string" &&
    (verdict === "approved" || verdict === "rejected") &&
    (notes === undefined || typeof notes === "string")
  );
}

function asWaiting(one: PendingVerdict): PendingVerdict {
  const reason =
    one.phase === "sending"
      ? "The page was closed while it was sent: look whether it counts."
      : (one.reason ?? "You left before it counted.");
  return { ...one, phase: "waiting", reason, mayTryAgain: false };
}
