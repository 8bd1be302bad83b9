/** What came of waiting for a turn: it began, it did not in time, or the caller has gone. */
type Turn = "begun" | "time is up" | "gone";

/**
 * Lets a few pieces of work run at the same time; the others wait outside, in the order in which they came, and use nothing
 * meanwhile. Pure: it knows neither the work nor the database.
 */
export class Turns {
  private readonly places: number;
  private running = 0;
  /** Those who wait, the longest first. */
  private readonly line = new Set<() => void>();

  constructor(places: number) {
    this.places = places;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.line.size;
  }

  /** Waits for a turn, for `ms` at most. Whoever got one must call `end`. */
  async begin(ms: number, signal: AbortSignal): Promise<Turn> {
    if (signal.aborted) return "gone";
    if (this.running < this.places) {
      this.running++;
      return "begun";
    }
    return new Promise((resolve) => {
      const settle = (turn: Turn) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", leave);
        this.line.delete(called);
        resolve(turn);
      };
      const called = () => settle("begun");
      const leave = () => settle("gone");
      const timer = setTimeout(() => settle("time is up"), ms);
      signal.addEventListener("abort", leave, { once: true });
      this.line.add(called);
    });
  }

  /** Ends a turn: its place goes to whoever has waited longest. */
  end(): void {
    const [next] = this.line;
    if (next) next();
    else this.running--;
  }
}
