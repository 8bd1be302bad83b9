/** An event's id contains its position in its transaction in 16 bits (`event_id` in the database). */
const MAX_EVENTS = 1 << 16;

/** Assigns the positions of a transaction's events, in the order they are written. */
export class EventOrdinals {
  taken = 0;

  /**
   * Reserves `count` positions and returns the first. Throws beyond 65,536 events in one transaction; callers split
   * such work.
   */
  take(count: number): number {
    const first = this.taken;
    if (first + count > MAX_EVENTS) {
      throw new Error(`a transaction may write at most ${MAX_EVENTS} events`);
    }
    this.taken += count;
    return first;
  }
}
