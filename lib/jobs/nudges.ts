/** A pool of workers that can be told of new jobs; its workers then look for some. */
interface NudgedPool {
  nudge(count: number): void;
}

/**
 * Lets a pool look for jobs at most once in `withinMs`, however often it is told of new ones. PostgreSQL tells every pool of every
 * job, whichever kind it is of, and each look is a statement. Returns what ends this: a pool that stops is told of nothing.
 */
export function nudgeTogether(pool: NudgedPool, withinMs: number): () => void {
  const nudge = pool.nudge.bind(pool);
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  pool.nudge = (count) => {
    if (hasEnded) return;
    told += count;
    timer ??= setTimeout(() => {
      const all = told;
      told = 0;
      timer = undefined;
      nudge(all);
    }, withinMs).unref();
  };
  return () => {
    hasEnded = true;
    clearTimeout(timer);
  };
}
