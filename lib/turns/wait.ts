import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { eventHub } from "@/lib/events/hub";
import { type Caller, type Ending, isStopping, openLongLived } from "@/lib/events/long-lived";
import type { EventRow } from "@/lib/events/types";
import { Wakeup } from "@/lib/events/wakeup";
import { readRun, readRunHead } from "@/lib/runs/queries";
import type { RunRow, RunTexts } from "@/lib/runs/wire";
import type { AgentTurns } from "./shapes";
import { type TurnFilter, turnsOf } from "./status";

/** A waiting reader's access is checked at least this often. */
const RECHECK_MS = 15_000;

/** Who waits, and for how long. */
export interface Waiting {
  seconds: number;
  signal: AbortSignal;
  caller: Caller;
}

/** Reads a run as soon as it has ended, or as it is when the time is over. Who stops waiting ends nothing. Fails as `untilDone` does. */
export function runWithin(
  ctx: Context,
  runId: number,
  waiting: Waiting,
  withTexts = true,
): Promise<RunRow & Partial<RunTexts>> {
  const read = withTexts ? readRun : readRunHead;
  return untilDone<RunRow & Partial<RunTexts>>(ctx, waiting, {
    read: () => read(ctx, runId),
    isDone: (run) => run.outcome !== null,
    isNews: (event) => event.type === "run.completed" && event.run_id === runId,
  });
}

/** Reads what agents are asked as soon as none of them has an open turn, or as it is when the time is over. */
export function turnsWithin(
  ctx: Context,
  filter: TurnFilter,
  waiting: Waiting,
): Promise<AgentTurns[]> {
  return untilDone(ctx, waiting, {
    read: () => turnsOf(ctx, filter),
    isDone: (agents) => isIdle(agents),
    isNews: isEndOfTurn,
  });
}

export const isIdle = (agents: readonly AgentTurns[]): boolean =>
  agents.every(({ state }) => state === "idle");

/** Whether an event says that a turn ended. */
export const isEndOfTurn = ({ type, data }: EventRow): boolean =>
  type === "run.completed" &&
  typeof (data.run as { queued_at?: unknown } | undefined)?.queued_at === "number";

interface Reading<T> {
  read(): Promise<T>;
  isDone(read: T): boolean;
  /** Whether an event may have changed what is read. */
  isNews(event: EventRow): boolean;
}

/**
 * Reads something as soon as it is done. Who waits costs nothing: events wake them. Returns early when the caller is gone or the server
 * stops. Fails with `unauthenticated` if the caller's access ends meanwhile, and with `rate_limited` if too many of its polls wait.
 */
export async function untilDone<T>(
  ctx: Context,
  { seconds, signal, caller }: Waiting,
  { read, isDone, isNews }: Reading<T>,
): Promise<T> {
  const first = await read();
  if (isDone(first) || seconds === 0 || isStopping()) return first;
  const stop = new AbortController();
  let ended: Ending | undefined;
  const longLived = openLongLived("poll", caller, (why) => {
    ended = why;
    stop.abort();
  });
  const news = new Wakeup();
  let unsubscribe = (): void => undefined;
  try {
    ({ unsubscribe } = await eventHub().subscribe((events) => {
      if (events.some(isNews)) news.wake();
    }));
    // It may have ended between the first look and the subscription.
    let found = await read();
    const deadline = ctx.clock.now().getTime() + seconds * 1_000;
    const either = AbortSignal.any([signal, stop.signal]);
    while (!isDone(found) && !either.aborted) {
      const left = deadline - ctx.clock.now().getTime();
      if (left <= 0) break;
      const isWoken = await news.within(Math.min(left, RECHECK_MS), either);
      if (isWoken) found = await read();
      else if (!either.aborted) await longLived.check();
    }
    if (ended?.reason === "access_ended") throw new DomainError("unauthenticated", ended.message);
    return found;
  } finally {
    unsubscribe();
    longLived.release();
  }
}
