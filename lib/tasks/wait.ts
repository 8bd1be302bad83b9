import type { Context } from "@/lib/core/context";
import { eventHub } from "@/lib/events/hub";
import { claimNext, type Poll, type PollInput } from "./claim";

/** A poll that found nothing tries again at least this often, whatever it heard. */
const RECHECK_MS = 15_000;

/** What can make a task claimable, or a place free. */
const RELEVANT =
  /^task\.(created|updated|status_changed|completed|deleted|linked)$|^agent\.updated$/;

/**
 * Like `claimNext`, but holds on for up to `waitSeconds` until there is work, and answers the moment it appears. Ends
 * early when the caller hangs up.
 */
export async function claimNextWithin(
  ctx: Context,
  input: PollInput,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<Poll> {
  const first = await claimNext(ctx, input);
  if (waitSeconds === 0 || first.task !== null) return first;
  const deadline = Date.now() + waitSeconds * 1000;
  let heard = false;
  let wake: () => void = () => undefined;
  const { unsubscribe } = await eventHub().subscribe((events) => {
    if (!events.some((event) => RELEVANT.test(event.type))) return;
    heard = true;
    wake();
  });
  try {
    for (let poll = await claimNext(ctx, input); ; poll = await claimNext(ctx, input)) {
      const left = deadline - Date.now();
      if (poll.task !== null || left <= 0 || signal.aborted) return poll;
      if (!heard) await pause(Math.min(left, RECHECK_MS));
      heard = false;
      if (signal.aborted) return { ...poll };
    }
  } finally {
    unsubscribe();
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      wake = done;
    });
  }
}
