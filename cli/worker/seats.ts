import { Bell } from "./bell";

/** A worker as the others see it that share its places. */
interface Member {
  /** How many of its programs work, those that wait for a place included. */
  working(): number;
  /** How many of them have a place. */
  seated(): number;
  /** A place may be free. */
  wake(): void;
  /** No place is free: it need not ask for work now. */
  interrupt(): void;
}

/** How many programs work at once, in all workers of this process together. */
export class Seats {
  readonly #limit: number;
  readonly #members = new Set<Member>();
  readonly #waiting = new Set<Bell>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Lets a worker share the places, until it calls what is returned. */
  join(member: Member): () => void {
    this.#members.add(member);
    return () => {
      this.#members.delete(member);
      this.changed();
    };
  }

  /** Whether there is no place for further work. */
  get isFull(): boolean {
    return this.#sum("working") >= this.#limit;
  }

  /** Resolves when there is a place for work that was claimed, or when nobody wants it any more. Workers that asked at the same moment may have claimed more than there are places. */
  async free(signal: AbortSignal): Promise<void> {
    const bell = new Bell();
    const ring = () => bell.ring();
    this.#waiting.add(bell);
    signal.addEventListener("abort", ring, { once: true });
    try {
      while (!signal.aborted && this.#sum("seated") >= this.#limit) await bell.wait();
    } finally {
      this.#waiting.delete(bell);
      signal.removeEventListener("abort", ring);
    }
  }

  /** A program began, ended, or began or ended to wait for a person. */
  changed(): void {
    for (const bell of this.#waiting) bell.ring();
    const { isFull } = this;
    for (const member of this.#members) {
      if (isFull) member.interrupt();
      else member.wake();
    }
  }

  #sum(what: "working" | "seated"): number {
    let sum = 0;
    for (const member of this.#members) sum += member[what]();
    return sum;
  }
}
