import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { eventHub } from "@/lib/events/hub";
import { type Caller, type Ending, isStopping, openLongLived } from "@/lib/events/long-lived";
import { claimNext, type Poll, type PollInput } from "./claim";

/** A waiting poll tries again, and checks its caller's access, at least this often. */
const RECHECK_MS = 15_000;

/** The events that can make a task claimable or free up capacity. */
const RELEVANT =
  /^task\.(created|updated|status_changed|completed|deleted|linked)$|^agent\.updated$/;

/**
 * Like `claimNext`, but waits up to `waitSeconds` for work and returns as soon as there is some. Returns early when the
 * caller disconnects or the server stops, and then claims nothing that might not reach the caller. Fails with
 * `unauthenticated` if the caller's access ends meanwhile, and with `rate_limited` if too many of its polls are waiting.
 */
export async function claimNextWithin(
  ctx: Context,
  input: PollInput,
  waitSeconds: number,
  signal: AbortSignal,
  caller: Caller,
): Promise<Poll> {
  if (isStopping()) return nothingFor(input.agent);
  const first = await claimNext(ctx, input);
  if (waitSeconds === 0 || isAnswer(first) || isStopping()) return first;
  const now = (): number => ctx.clock.now().getTime();
  const deadline = now() + waitSeconds * 1000;
  let checkedAt = now();
  let heard = false;
  let wake: () => void = () => undefined;
  const ended: { why?: Ending } = {};
  const longLived = openLongLived("poll", caller, (why) => {
    ended.why = why;
    wake();
  });
  let unsubscribe: () => void = () => undefined;
  try {
    const subscription = await eventHub().subscribe((events) => {
      if (!events.some((event) => RELEVANT.test(event.type))) return;
      heard = true;
      wake();
    });
    unsubscribe = subscription.unsubscribe;
    for (;;) {
      if (ended.why) return endedBy(ended.why, input.agent);
      const poll = await claimNext(ctx, input);
      const left = deadline - now();
      if (isAnswer(poll) || left <= 0 || signal.aborted) return poll;
      if (!heard && !ended.why) await pause(Math.min(left, RECHECK_MS));
      // No event tells of a key's expiry, so a poll that is woken all the time has to look as well.
      if (!heard || now() - checkedAt >= RECHECK_MS) {
        await longLived.check();
        checkedAt = now();
      }
      heard = false;
      if (signal.aborted) return poll;
    }
  } finally {
    longLived.release();
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

/** Whether waiting cannot change the result of a poll. */
function isAnswer(poll: Poll): boolean {
  return poll.task !== null || poll.reason === "claim_ended";
}

function nothingFor(agent: string): Poll {
  return { reason: "no_tasks_available", agent, task: null, run: null, feedback: [] };
}

function endedBy(why: Ending, agent: string): Poll {
  if (why.reason === "access_ended") throw new DomainError("unauthenticated", why.message);
  return nothingFor(agent);
}
