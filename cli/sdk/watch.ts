import { followEvents } from "@/client/follow";
import { BatonError } from "./errors";
import type { Link } from "./link";
import { asBatonError } from "./refusals";
import type { BatonEvent, WatchOptions } from "./types";

/** How long a subscription that begins waits for Baton: longer than a restart. */
export const FIRST_PATIENCE_MS = 30_000;

/** Events as they happen, over interruptions without a gap and none twice. It ends when its reader stops or its signal aborts. */
export function watch(link: Link, options: WatchOptions = {}): AsyncIterableIterator<BatonEvent> {
  return stoppable(options.signal ?? link.signal(), (signal) => read(link, options, signal));
}

async function* read(
  link: Link,
  { types, task, since, onGap, onLost }: WatchOptions,
  signal: AbortSignal,
): AsyncGenerator<BatonEvent> {
  try {
    const transport = await link.transport();
    const following = followEvents(transport, {
      types: types && [...types],
      projectId: await link.projectId({ signal }),
      taskId: task === undefined ? undefined : await taskId(link, task, signal),
      since: since === undefined ? undefined : String(since),
      signal,
      patienceMs: FIRST_PATIENCE_MS,
    });
    for await (const heard of following) {
      if (heard.kind === "event") yield JSON.parse(heard.json);
      else if (heard.kind === "lost") onLost?.(heard.message, heard.retryInMs);
      else if (heard.kind === "gap") {
        if (!onGap) throw historyRemoved(heard.after);
        onGap(heard.after);
      }
    }
  } catch (error) {
    throw asBatonError(error);
  }
}

const historyRemoved = (after: string): BatonError =>
  new BatonError(`events after ${after} are no longer kept, so some are missing`, {
    code: "history_removed",
    fix: "read what you need again and watch from now, or give watch an onGap",
  });

async function taskId(link: Link, task: number | string, signal: AbortSignal): Promise<number> {
  if (/^\d+$/.test(String(task))) return Number(task);
  const input = { path: { id: String(task) } };
  return (await link.request("GET", "/api/tasks/{id}", input, { signal })).task.id;
}

/**
 * An iterator over what `read` yields, which a reader can leave at any time, also while it waits: `return()` aborts the signal that
 * `read` was given. When the outer signal aborts, the iterator throws its reason.
 */
export function stoppable<T>(
  outer: AbortSignal | undefined,
  read: (signal: AbortSignal) => AsyncGenerator<T>,
): AsyncIterableIterator<T> {
  const own = new AbortController();
  const stop = () => own.abort(outer?.reason);
  if (outer?.aborted) stop();
  else outer?.addEventListener("abort", stop, { once: true });
  const generator = read(own.signal);
  let isLeft = false;
  const leave = () => {
    isLeft = true;
    outer?.removeEventListener("abort", stop);
    own.abort();
  };
  return {
    async next() {
      if (isLeft) return { done: true, value: undefined };
      try {
        const result = await generator.next();
        if (result.done) {
          if (!isLeft) outer?.throwIfAborted();
          leave();
        }
        return result;
      } catch (error) {
        if (isLeft) return { done: true, value: undefined };
        leave();
        throw error;
      }
    },
    async return() {
      leave();
      await generator.return(undefined).catch(() => undefined);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
