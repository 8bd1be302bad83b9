import { followEvents } from "@/client/follow";
import type { Link } from "./link";
import { asBatonError } from "./refusals";
import type { CallOptions, WaitOptions } from "./types";

const WAIT_SECONDS = 50;
/** How long a wait goes on while Baton is away: longer than a restart, and than most upgrades. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Asks again and again a question that waits at the server, until its answer counts. It goes on while Baton restarts. `within` is the
 * longest it waits, in milliseconds; then it resolves to the last answer.
 */
export async function waitFor<Answer>(
  ask: (wait: string, options: CallOptions) => Promise<Answer>,
  isEnough: (answer: Answer) => boolean,
  { signal, within = Number.POSITIVE_INFINITY }: WaitOptions,
): Promise<Answer> {
  const until = performance.now() + within;
  for (;;) {
    signal?.throwIfAborted();
    const left = Math.max(0, (until - performance.now()) / 1_000);
    const wait = Math.min(WAIT_SECONDS, Math.ceil(left));
    const answer = await ask(String(wait), {
      signal,
      requestTimeout: (wait + 15) * 1_000,
      patience: Math.min(PATIENCE_MS, left * 1_000 + 30_000),
    });
    if (isEnough(answer) || performance.now() >= until) return answer;
  }
}

/**
 * Reads again whenever an event tells that something has changed, until what was read is enough, or `within` is over; then it resolves to
 * what was read last.
 */
export async function untilTold<T>(
  link: Link,
  { types, taskId }: { types: string[]; taskId?: number },
  read: (signal: AbortSignal) => Promise<T>,
  isEnough: (read: T) => boolean,
  { signal = link.signal(), within }: WaitOptions = {},
): Promise<T> {
  const end = new AbortController();
  const stop = () => end.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop, { once: true });
  const timer = within === undefined ? undefined : setTimeout(stop, within);
  let now: T | undefined;
  try {
    now = await read(end.signal);
    if (isEnough(now)) return now;
    const transport = await link.transport();
    const options = { types, taskId, signal: end.signal, patienceMs: PATIENCE_MS };
    for await (const heard of followEvents(transport, options)) {
      if (heard.kind !== "event" && heard.kind !== "connected") continue;
      now = await read(end.signal);
      if (isEnough(now)) return now;
    }
  } catch (error) {
    if (!end.signal.aborted) throw asBatonError(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    end.abort();
  }
  signal?.throwIfAborted();
  return now ?? read(AbortSignal.timeout(30_000));
}
