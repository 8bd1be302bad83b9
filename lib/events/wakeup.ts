/** Something that one reader waits for, as often as it comes. */
export class Wakeup {
  private isDue = false;
  private resolve: () => void = () => undefined;

  wake(): void {
    this.isDue = true;
    this.resolve();
  }

  /** True when woken, and at once if that was since the last time it was true. False when the time is over or the signal aborts. */
  within(ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.isDue || signal.aborted) return Promise.resolve(this.take());
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.resolve = () => undefined;
        resolve(this.take());
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      this.resolve = done;
    });
  }

  private take(): boolean {
    const was = this.isDue;
    this.isDue = false;
    return was;
  }
}
