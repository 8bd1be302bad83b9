import { onCallFailure } from "./call-failures";
import { channelLocks } from "./channel-locks";
import { watchPageLife } from "./page-life";
import { openServerStream } from "./server-stream";
import { createSharedStream, type SharedPorts, type StreamHandlers } from "./shared-stream";

/** Many requests fail together when something is wrong; one look at the connection is enough. */
const CHECK_AT_MOST_EVERY_MS = 5_000;

/**
 * Follows the events of `user` while the page lives, starting after event `since`, the state the page was rendered from;
 * all tabs of the browser share one stream. Returns a function that stops it.
 */
export function followEvents(
  position: { since: number; user: number },
  handlers: StreamHandlers,
): () => void {
  const shared = createSharedStream(position, browserPorts(), handlers);
  const leaveLife = watchPageLife({
    onWake: shared.wake,
    onOffline: shared.lose,
    onSuspend: shared.suspend,
    onResume: shared.resume,
  });
  let checkedAt = Number.NEGATIVE_INFINITY;
  const leaveFailures = onCallFailure((failure) => {
    const now = performance.now();
    if (failure === "updated" || now - checkedAt < CHECK_AT_MOST_EVERY_MS) return;
    checkedAt = now;
    shared.check();
  });
  return () => {
    leaveFailures();
    leaveLife();
    shared.stop();
  };
}

function browserPorts(): SharedPorts {
  const openChannel =
    typeof BroadcastChannel === "undefined" ? null : (name: string) => new BroadcastChannel(name);
  return {
    open: openServerStream,
    now: Date.now,
    after,
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState === "visible",
    newId,
    // Over plain http from another machine there are none.
    locks: navigator.locks ?? (openChannel && channelLocks(openChannel, after, newId)),
    openChannel,
  };
}

function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}

function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
