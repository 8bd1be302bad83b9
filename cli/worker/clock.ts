/**
 * The time that a program had. It stands still while the program waits for a person, and of a long sleep of the machine or of this process
 * it counts no more than one step: a laptop that was closed overnight is no program that said nothing overnight.
 */
export class Clock {
  readonly #now: () => number;
  #last: number;
  #ms = 0;
  #holds = 0;

  /** `now` gives milliseconds that never go back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#last = now();
  }

  /** Counts the time since the last call, `most` milliseconds of it at most. Returns all that was counted. */
  tick(most: number): number {
    const now = this.#now();
    if (this.#holds === 0) this.#ms += Math.min(most, now - this.#last);
    this.#last = now;
    return this.#ms;
  }

  /** Stands still until as many calls of `resume` came. */
  pause(): void {
    this.#holds++;
  }

  resume(): void {
    this.#holds--;
  }
}
