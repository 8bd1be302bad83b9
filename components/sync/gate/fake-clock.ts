import { vi } from "vitest";
import type { GateClock } from "./event-gate";

/** A browser's clock for tests, on vitest's fake timers: frames every 16 ms while the tab is visible, none while it is hidden. */
export function createFakeClock() {
  let hidden = false;
  const watchers = new Set<() => void>();
  const frames = new Set<() => void>();
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const clock: GateClock = {
    isHidden: () => hidden,
    now: () => Date.now(),
    after,
    onFrame(run) {
      const frame = () => {
        if (!hidden && frames.delete(frame)) run();
      };
      frames.add(frame);
      after(16, frame);
      return () => frames.delete(frame);
    },
    onVisibility(run) {
      watchers.add(run);
      return () => watchers.delete(run);
    },
  };
  return {
    clock,
    async setHidden(value: boolean): Promise<void> {
      hidden = value;
      for (const watcher of watchers) watcher();
      await vi.advanceTimersByTimeAsync(20);
    },
  };
}
