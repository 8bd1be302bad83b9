/**
 * @typedef {object} Watched what a screen cost
 * @property {string} screen
 * @property {number} requestsPerMinute of the busiest whole minute after the first
 * @property {number} heapAtFirstMb the JavaScript heap after the first minute, when everything that stays was made
 * @property {number} heapAtLastMb the same at the end
 * @property {number} longTaskShare of the time, tasks of more than 50 ms
 * @property {number} longestTaskMs
 * @property {number} cpuShare of one core, the time that the page's main thread computed, however busy the machine was
 */

/** In the page: sums its long tasks up. */
function sumLongTasks() {
  const sums = { ms: 0, longest: 0 };
  Object.assign(window, { soakLongTasks: sums });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      sums.ms += duration;
      sums.longest = Math.max(sums.longest, duration);
    }
  }).observe({ type: "longtask", buffered: true });
}

/**
 * Opens a screen and watches it.
 * @param {import("playwright").BrowserContext} context signed in
 * @param {string} origin
 * @param {string} screen its path
 */
export async function watchScreen(context, origin, screen) {
  const page = await context.newPage();
  await page.addInitScript(sumLongTasks);
  await page.goto(origin + screen);
  await page.waitForSelector('[aria-label^="Event stream: Live"]');
  const session = await context.newCDPSession(page);
  await session.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
  await session.send("Performance.enable");

  /** Times of requests, of data and of pages. @type {number[]} */
  let requests = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const isData = pathname.startsWith("/api/") && pathname !== "/api/events";
    if (isData || search.includes("_rsc")) requests.push(performance.now());
  });
  const metric = async (/** @type {string} */ wanted) => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  };
  /** What is left after all garbage is gone, in megabytes. */
  const heapMb = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await metric("JSHeapUsedSize")) / 1024 / 1024;
  };
  /** How long the main thread has computed, in seconds. */
  const computed = () => metric("TaskDuration");
  const longTasks = () =>
    page.evaluate(
      () =>
        /** @type {{ ms: number, longest: number }} */ (
          /** @type {unknown} */ (Reflect.get(window, "soakLongTasks"))
        ),
    );
  let begun = performance.now();
  let heapAtFirstMb = Number.NaN;
  let before = { ms: 0, longest: 0 };
  let computedBefore = Number.NaN;
  return {
    screen,
    close: () => page.close(),
    /** What happens from now on counts. */
    async begin() {
      heapAtFirstMb = await heapMb();
      before = await longTasks();
      computedBefore = await computed();
      requests = [];
      begun = performance.now();
      await page.evaluate(() =>
        Object.assign(/** @type {object} */ (Reflect.get(window, "soakLongTasks")), { longest: 0 }),
      );
    },
    /** @returns {Promise<Watched>} */
    async end() {
      const ms = performance.now() - begun;
      const perMinute = new Map();
      for (const at of requests) {
        const minute = Math.floor((at - begun) / 60_000);
        perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
      }
      const after = await longTasks();
      const cpuShare = ((await computed()) - computedBefore) / (ms / 1000);
      const heapAtLastMb = await heapMb();
      return {
        screen,
        requestsPerMinute: Math.max(0, ...perMinute.values()),
        heapAtFirstMb,
        heapAtLastMb,
        longTaskShare: (after.ms - before.ms) / ms,
        longestTaskMs: after.longest,
        cpuShare,
      };
    },
  };
}
