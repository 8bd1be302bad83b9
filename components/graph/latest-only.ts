export interface LatestOnly<T> {
  /**
   * Does the work for `wanted`: at once, or after what is under way. Of several that wait, only the newest is done.
   * `work` asks `isStopped` before it shows what it has made.
   */
  run(
    wanted: T,
    work: (wanted: T, isStopped: () => boolean) => Promise<void>,
    onError: (error: unknown) => void,
  ): void;
  /** Drops what waits, and tells what is under way that nobody looks any more. */
  stop(): void;
}

/** Work that takes a while and of which only the newest counts: one at a time, and each that was begun is finished. */
export function createLatestOnly<T>(): LatestOnly<T> {
  let next: (() => Promise<void>) | null = null;
  let isRunning = false;
  let generation = 0;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (next) {
      const work = next;
      next = null;
      await work();
    }
    isRunning = false;
  }

  return {
    run(wanted, work, onError) {
      const own = generation;
      next = () =>
        work(wanted, () => generation !== own).catch((error: unknown) => {
          if (generation === own) onError(error);
        });
      if (!isRunning) void runAll();
    },
    stop() {
      generation++;
      next = null;
    },
  };
}
