import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import {
  type Caller,
  type Ending,
  isStopping,
  type LongLived,
  openLongLived,
} from "@/lib/events/long-lived";
import { claimNext, type Poll, type PollInput } from "./claim";
import { waitingRoom } from "./waiting-room";

/** A waiting poll checks its caller's access at least this often. */
const RECHECK_MS = 15_000;

/**
 * Like `claimNext`, but waits up to `waitSeconds` for work and returns as soon as there is some. It tries again only when
 * something has changed for its agent, or a task has come that it is next in line for (waiting-room.ts). Returns early when the
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
  if (waitSeconds === 0) return claimNext(ctx, input);
  const now = (): number => ctx.clock.now().getTime();
  const deadline = now() + waitSeconds * 1000;
  const projectId = input.projectId ?? projectLimitOf(ctx.actor);
  const place = await waitingRoom.enter(ctx.db, { agent: input.agent, projectId });
  let longLived: LongLived | undefined;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let ended: Ending | undefined;
  try {
    let poll = await place.poll(() => claimNext(ctx, input));
    if (isAnswer(poll) || isStopping()) return poll;
    longLived = openLongLived("poll", caller, (why) => {
      ended = why;
      stop.abort();
    });
    let checkedAt = now();
    for (;;) {
      const left = deadline - now();
      if (left <= 0 || signal.aborted) return poll;
      const why = await place.untilCalled(Math.min(left, RECHECK_MS), either);
      // No event tells of a key's expiry, so a poll that is called all the time has to look as well.
      if (!ended && now() - checkedAt >= RECHECK_MS) {
        await longLived.check();
        checkedAt = now();
      }
      if (ended) return endedBy(ended, input.agent);
      if (why === "time is up" || signal.aborted) continue;
      poll = await place.poll(() => claimNext(ctx, input));
      if (isAnswer(poll)) return poll;
    }
  } finally {
    longLived?.release();
    place.leave();
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
