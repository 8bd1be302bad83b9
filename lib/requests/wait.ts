import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { eventHub } from "@/lib/events/hub";
import { type Caller, type Ending, isStopping, openLongLived } from "@/lib/events/long-lived";
import type { EventRow } from "@/lib/events/types";
import { Wakeup } from "@/lib/events/wakeup";
import { hearAnswer, readRequest } from "./find";
import type { RequestRow } from "./row";

/** A waiting reader's access is checked at least this often. */
const RECHECK_MS = 15_000;

/**
 * Reads a request as soon as it is no longer open, or as it is after `waitSeconds`. Who waits costs nothing: the event that closes it
 * wakes them. Returns early when the caller is gone or the server stops. Fails with `unauthenticated` if the caller's access ends
 * meanwhile, and with `rate_limited` if too many of its polls wait.
 */
export async function requestWithin(
  ctx: Context,
  id: number,
  waitSeconds: number,
  signal: AbortSignal,
  caller: Caller,
): Promise<RequestRow> {
  const first = await hearAnswer(ctx, id);
  if (first.state !== "open" || waitSeconds === 0 || isStopping()) return first;
  const stop = new AbortController();
  let ended: Ending | undefined;
  const longLived = openLongLived("poll", caller, (why) => {
    ended = why;
    stop.abort();
  });
  const closed = new Wakeup();
  let unsubscribe = (): void => undefined;
  try {
    ({ unsubscribe } = await eventHub().subscribe((events) => {
      if (events.some((event) => isAbout(event, id))) closed.wake();
    }));
    // It may have been closed between the first look and the subscription.
    let row = await readRequest(ctx, id);
    const deadline = ctx.clock.now().getTime() + waitSeconds * 1_000;
    const either = AbortSignal.any([signal, stop.signal]);
    while (row.state === "open" && !either.aborted) {
      const left = deadline - ctx.clock.now().getTime();
      if (left <= 0) break;
      const isWoken = await closed.within(Math.min(left, RECHECK_MS), either);
      if (isWoken) row = await readRequest(ctx, id);
      else if (!either.aborted) await longLived.check();
    }
    if (ended?.reason === "access_ended") throw new DomainError("unauthenticated", ended.message);
    // A caller that has gone hears nothing, so its run stays to be taken up.
    return row.state === "open" || signal.aborted ? row : await hearAnswer(ctx, id);
  } finally {
    unsubscribe();
    longLived.release();
  }
}

const CLOSES = /^request\.(answered|withdrawn|expired)$/;

function isAbout({ type, data }: EventRow, id: number): boolean {
  return CLOSES.test(type) && (data.request as { id?: number } | undefined)?.id === id;
}
