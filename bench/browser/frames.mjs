/**
 * @typedef {object} Frames what was drawn during an action
 * @property {number} perSecond frames that the browser's compositor drew, from its own trace
 * @property {number} p50 milliseconds between two animation frames of the page, the median
 * @property {number} p95
 * @property {number} longest
 */

const categories = [
  "devtools.timeline.frame",
  "disabled-by-default-devtools.timeline.frame",
  "blink.user_timing",
];

/**
 * Traces the browser during `action` and counts the frames it drew. The page's own animation frames are counted
 * too: if both agree, every frame drawn was a new one.
 * @param {import("playwright").Page} page
 * @param {() => Promise<void>} action
 * @returns {Promise<Frames>}
 */
export async function countFrames(page, action) {
  const browser = /** @type {import("playwright").Browser} */ (page.context().browser());
  await browser.startTracing(page, { categories });
  await page.evaluate(() => {
    performance.mark("frames-begin");
    const times = [];
    const tick = (/** @type {number} */ at) => {
      times.push(at);
      window.benchFrame = requestAnimationFrame(tick);
    };
    window.benchTimes = times;
    window.benchFrame = requestAnimationFrame(tick);
  });
  await action();
  const times = await page.evaluate(() => {
    performance.mark("frames-end");
    cancelAnimationFrame(window.benchFrame);
    return window.benchTimes;
  });
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const gaps = times
    .slice(1)
    .map((/** @type {number} */ at, /** @type {number} */ index) => at - times[index])
    .sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const at = (/** @type {number} */ share) =>
    gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))];
  return {
    perSecond: drawnPerSecond(trace.traceEvents),
    p50: at(0.5),
    p95: at(0.95),
    longest: at(1),
  };
}

/** @param {{ name: string, ts: number, pid: number }[]} events */
function drawnPerSecond(events) {
  const begin = events.find(({ name }) => name === "frames-begin");
  const end = events.find(({ name }) => name === "frames-end");
  if (!begin || !end) throw new Error("The browser's trace lacks the marks that the page made.");
  const drawn = events.filter(
    ({ name, ts, pid }) =>
      name === "DrawFrame" && pid === begin.pid && ts >= begin.ts && ts <= end.ts,
  );
  return (drawn.length * 1_000_000) / (end.ts - begin.ts);
}
