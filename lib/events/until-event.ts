import { DomainError } from "@/lib/core/errors";
import { eventHub } from "./hub";
import { type Caller, type Ending, type LongLivedKind, openLongLived } from "./long-lived";
import type { EventRow } from "./types";

interface Waiting {
  seconds: number;
  signal: AbortSignal;
  caller: Caller;
  /** Which limit of open responses it counts for. */
  kind: LongLivedKind;
  /** Whether an event may be what is waited for. */
  isNews: (event: EventRow) => boolean;
  /** Whether it has come. Asked once the events are followed, and after each that may be it. */
  isNew: () => Promise<boolean>;
}

/**
 * Waits for something that an event tells. Returns early when the time is over, the caller has gone, or the server stops. Who waits costs
 * nothing. Fails with `unauthenticated` if the caller's access ends, and with `rate_limited` if too many of its requests wait.
 */
export async function untilEvent(waiting: Waiting): Promise<void> {
  const { seconds, signal, caller, kind, isNews, isNew } = waiting;
  let ended: Ending | undefined;
  let isOver = signal.aborted;
  let isDue = false;
  let wake = (): void => undefined;
  const giveUp = (): void => {
    isOver = true;
    wake();
  };
  const longLived = openLongLived(kind, caller, (why) => {
    ended = why;
    giveUp();
  });
  const timer = setTimeout(giveUp, seconds * 1_000);
  signal.addEventListener("abort", giveUp, { once: true });
  let unsubscribe = (): void => undefined;
  try {
    ({ unsubscribe } = await eventHub().subscribe((events) => {
      if (!events.some(isNews)) return;
      isDue = true;
      wake();
    }));
    // It may have come before the first event could be heard.
    while (!(await isNew())) {
      if (isOver) break;
      if (!isDue) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isDue || isOver) resolve();
        });
      }
      isDue = false;
    }
    if (ended?.reason === "access_ended") throw new DomainError("unauthenticated", ended.message);
  } finally {
    unsubscribe();
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    longLived.release();
  }
}
