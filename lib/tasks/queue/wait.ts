import { projectLimitOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
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
import { claimTurn } from "./claim-turn";
import { Turns } from "./turns";
import { waitingRoom } from "./waiting-room";

/** A waiting poll checks its caller's access at least this often. */
const RECHECK_MS = 15_000;
/** How long a poll that does not wait for work may have to wait for its turn. */
const TURN_MS = 5_000;

/**
 * As many polls ask the database at once as have a connection. The others wait here rather than in the pool, which refuses whoever
 * waits for five seconds, heartbeats among them.
 */
const turns = new Turns(config.queuePoolSize);

/**
 * Like `claimNext`, but waits up to `waitSeconds` for work and returns as soon as there is some. It tries again only when
 * something has changed for its agent, or a task has come that it is next in line for (waiting-room.ts). Returns early when the
 * caller disconnects or the server stops, and then claims nothing that might not reach the caller. Fails with
 * `unauthenticated` if the caller's access ends meanwhile, with `rate_limited` if too many of its polls are waiting, and with
 * `unavailable` if so many polls came before that it was never its turn.
 */
export async function claimNextWithin(
  ctx: Context,
  input: PollInput,
  waitSeconds: number,
  signal: AbortSignal,
  caller: Caller,
): Promise<Poll> {
  if (isStopping()) return nothingFor(input.agent);
  if (waitSeconds === 0) return firstPoll(input.agent, TURN_MS, signal, () => claimAny(ctx, input));
  const now = (): number => ctx.clock.now().getTime();
  const deadline = now() + waitSeconds * 1000;
  const projectId = input.projectId ?? projectLimitOf(ctx.actor);
  const workType = input.workType ?? null;
  const commands = input.commands ?? false;
  const wanted = { agent: input.agent, projectId, workType, commands };
  const place = await waitingRoom.enter(ctx.db, wanted);
  let longLived: LongLived | undefined;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let ended: Ending | undefined;
  try {
    const patience = Math.max(TURN_MS, deadline - now());
    let poll = await firstPoll(input.agent, patience, signal, () =>
      place.poll(() => claimAny(ctx, input)),
    );
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
      if ((await turns.begin(Math.max(0, deadline - now()), either)) !== "begun") continue;
      poll = await place.poll(() => claimAny(ctx, input)).finally(() => turns.end());
      if (isAnswer(poll)) return poll;
    }
  } finally {
    longLived?.release();
    place.leave();
  }
}

/** A turn if the caller takes them and there is one, else a task. */
async function claimAny(ctx: Context, input: PollInput): Promise<Poll> {
  return (input.turns ? await claimTurn(ctx, input) : null) ?? claimNext(ctx, input);
}

/** The first poll of a request, in its turn. A caller that has gone claims nothing. */
async function firstPoll(
  agent: string,
  patienceMs: number,
  signal: AbortSignal,
  poll: () => Promise<Poll>,
): Promise<Poll> {
  const turn = await turns.begin(patienceMs, signal);
  if (turn === "begun" && !isStopping()) return poll().finally(() => turns.end());
  if (turn === "begun") turns.end();
  if (turn !== "time is up") return nothingFor(agent);
  throw new DomainError("unavailable", "More polls came at once than the server could answer", {
    fix: "try again in a few seconds; if it stays so, raise BATON_QUEUE_POOL_SIZE",
    retryAfterSeconds: 2,
  });
}

/** Whether waiting cannot change the result of a poll. */
function isAnswer(poll: Poll): boolean {
  return poll.run !== null || poll.reason === "claim_ended";
}

function nothingFor(agent: string): Poll {
  return {
    reason: "no_tasks_available",
    agent,
    task: null,
    run: null,
    turn: null,
    feedback: [],
    answers: [],
    resumes: null,
    more: [],
  };
}

function endedBy(why: Ending, agent: string): Poll {
  if (why.reason === "access_ended") throw new DomainError("unauthenticated", why.message);
  return nothingFor(agent);
}
