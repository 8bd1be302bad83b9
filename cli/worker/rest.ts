import { pauseAfterFailures } from "./pace";

/** The beginning of an error, for a line of what the worker says. */
export const firstLine = (error: string): string => error.split("\n")[0]?.slice(0, 200) ?? "";

/** How long a worker claims nothing because its last tasks failed. */
export class Rest {
  #failures = 0;
  #isUnusable = false;
  #lastError = "";
  #until = 0;

  /** A task was done: its program works. */
  succeeded(): void {
    this.#failures = 0;
    this.#isUnusable = false;
  }

  /** A task failed; `isUnusable` if other tasks would fare the same. Returns the error in one line. */
  failed(error: string, isUnusable: boolean): string {
    this.#failures++;
    this.#isUnusable = isUnusable;
    this.#lastError = firstLine(error);
    const pauseMs = pauseAfterFailures({ failures: this.#failures, isUnusable });
    this.#until = performance.now() + pauseMs;
    return this.#lastError;
  }

  /** What is left of it in milliseconds and why, as a sentence; null when it is over. */
  get rest(): { ms: number; condition: string } | null {
    const ms = this.#until - performance.now();
    if (ms <= 0) return null;
    const what = this.#isUnusable ? "its program cannot work" : "its last tasks failed";
    const seconds = Math.ceil(ms / 1_000);
    return { ms, condition: `Takes no work for ${seconds} s because ${what}: ${this.#lastError}` };
  }
}
