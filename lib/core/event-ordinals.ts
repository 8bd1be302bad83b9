/** An event's id carries its place in its transaction in 16 bits (`event_id` in the database). */
const MAX_EVENTS = 1 << 16;

/** Hands out the places of a transaction's events, in the order they are written. */
export class EventOrdinals {
  taken = 0;

  /** The first of `count` places. Throws beyond 65,536 events in one transaction: such work is split by its caller. */
  take(count: number): number {
    const first = this.taken;
    if (first + count > MAX_EVENTS) {
      throw new Error(`a transaction may write at most ${MAX_EVENTS} events`);
    }
    this.taken += count;
    return first;
  }
}
