/** A hidden tab draws no frames; it applies what has come at this interval, whenever something comes. */
const HIDDEN_MS = 1_000;
/** More than this is applied at once, so that the queue never grows, whatever the frames do. */
const MAX_QUEUED = 500;

/** What the gate needs of the browser; tests bring their own. */
export interface GateClock {
  isHidden(): boolean;
  now(): number;
  /** Calls back before the next frame is drawn. Returns a function that cancels it. */
  onFrame(run: () => void): () => void;
  /** Calls back after some milliseconds. Returns a function that cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Calls back when the tab becomes visible or hidden. Returns a function that stops that. */
  onVisibility(run: () => void): () => void;
}

export const browserClock: GateClock = {
  isHidden: () => document.hidden,
  now: () => performance.now(),
  onFrame(run) {
    const frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  },
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  onVisibility(run) {
    document.addEventListener("visibilitychange", run);
    return () => document.removeEventListener("visibilitychange", run);
  },
};

/**
 * Queues what the stream brings and hands it on once per frame, in its order. A hidden tab, which has no frames, hands on once
 * per second, from the arrival of an event and from a timer, because browsers slow down the timers of hidden tabs.
 */
export function createEventGate<T>(
  apply: (batch: readonly T[]) => void,
  clock: GateClock = browserClock,
) {
  let queue: T[] = [];
  let cancel: (() => void) | undefined;
  let appliedAt = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    cancel?.();
    cancel = undefined;
    if (queue.length === 0) return;
    const batch = queue;
    queue = [];
    appliedAt = clock.now();
    apply(batch);
  };
  const schedule = (): void => {
    cancel?.();
    cancel = clock.isHidden() ? clock.after(HIDDEN_MS, flush) : clock.onFrame(flush);
  };
  const stopListening = clock.onVisibility(() => {
    if (queue.length > 0) schedule();
  });

  return {
    push(event: T): void {
      queue.push(event);
      const isDue = clock.isHidden() && clock.now() - appliedAt >= HIDDEN_MS;
      if (isDue || queue.length >= MAX_QUEUED) flush();
      else if (!cancel) schedule();
    },
    stop(): void {
      cancel?.();
      cancel = undefined;
      queue = [];
      stopListening();
    },
  };
}
