import type { Channel, Locks } from "./shared-stream";

type LockMessage = { kind: "ask" | "held" | "steal" | "released"; from: string };

/** A holder answers from its message handler, which browsers do not slow down. */
const ANSWERS_WITHIN_MS = 300;
/** How often a waiting tab asks whether the holder is still there. */
const ASK_EVERY_MS = 5_000;

/**
 * Locks made of messages between tabs, for pages over plain http from another machine, where browsers have no Web Locks.
 * Two tabs may hold one for a moment; then the one with the smaller name keeps it. A shared stream only loses a
 * connection by that, no event.
 */
export function channelLocks(
  openChannel: (name: string) => Channel,
  after: (ms: number, work: () => void) => () => void,
  newId: () => string,
): Locks {
  return {
    request: (name, { signal, steal }, held) =>
      new Promise((resolve, reject) => {
        const me = newId();
        const channel = openChannel(`${name}-lock`);
        let isHolder = false;
        let isOver = false;
        let cancelTimer = (): void => undefined;
        const post = (kind: LockMessage["kind"]): void => channel.postMessage({ kind, from: me });
        const setTimer = (ms: number, work: () => void): void => {
          cancelTimer();
          cancelTimer = after(ms, work);
        };
        const finish = (): void => {
          isOver = true;
          cancelTimer();
          channel.close();
        };

        function ask(): void {
          post("ask");
          setTimer(ANSWERS_WITHIN_MS, hold);
        }
        function wait(): void {
          setTimer(ASK_EVERY_MS, ask);
        }
        function hold(): void {
          cancelTimer();
          isHolder = true;
          post("held");
          held().then((value) => {
            if (isOver) return;
            post("released");
            finish();
            resolve(value);
          }, reject);
        }
        function lose(): void {
          finish();
          reject(new DOMException("Another tab took the lock", "AbortError"));
        }

        channel.onmessage = ({ data }) => {
          if (isOver) return;
          const { kind, from } = data as LockMessage;
          if (kind === "released") {
            if (!isHolder) ask();
          } else if (!isHolder) {
            if (kind !== "ask" || from < me) wait();
          } else if (kind === "steal" || (kind === "held" && from < me)) {
            lose();
          } else {
            post("held");
          }
        };
        signal?.addEventListener("abort", () => {
          if (isHolder || isOver) return;
          finish();
          reject(signal.reason);
        });
        if (steal) {
          post("steal");
          hold();
        } else ask();
      }),
  };
}
