import type { EventWire } from "@/lib/events/shapes";

/** As many as can be put in front of the list at once; of more, the list is read again. */
export const MOST_KEPT = 200;
/** The time between two changes of the screen while events keep coming. */
const PACE_MS = 250;

interface TailTarget {
  /** Puts these in front of the list, oldest first. */
  show(events: readonly EventWire[]): void;
  /** More came than were kept: the newest page is read anew. */
  restart(): void;
  /** So many events wait while the list is held. */
  waiting(count: number): void;
}

/**
 * The live end of the activity list. New events are shown a few times a second; while the list is held (paused, scrolled, or
 * pointed at) they are only counted, so that nothing moves under the reader.
 */
export interface Tail {
  heard(events: readonly EventWire[]): void;
  hold(): void;
  /** Shows what came meanwhile. */
  release(): void;
  stop(): void;
}

export function createTail(target: TailTarget): Tail {
  let kept: EventWire[] = [];
  let count = 0;
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    if (count === 0) return;
    if (isHeld) {
      target.waiting(count);
      return;
    }
    if (count > kept.length) target.restart();
    else target.show(kept);
    kept = [];
    count = 0;
  }

  return {
    heard(events) {
      if (events.length === 0) return;
      count += events.length;
      kept = [...kept, ...events].slice(-MOST_KEPT);
      if (timer !== undefined) return;
      timer = setTimeout(flush, PACE_MS);
    },
    hold() {
      // What had come by now was already on its way to the screen.
      if (!isHeld && timer !== undefined) {
        clearTimeout(timer);
        flush();
      }
      isHeld = true;
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(timer);
      flush();
      target.waiting(0);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
