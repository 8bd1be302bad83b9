import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { createQueryClient } from "@/components/sync/stream/query-client";
import { beginWith, noteApplied, noteGap, noteStart } from "./first-paint";

const key = ["feeds", {}];

afterEach(() => vi.useRealTimers());

function clientAt(since: number) {
  const client = new QueryClient();
  noteStart(client, since);
  return client;
}

test("what the server rendered with the stream's first event is current", () => {
  expect(beginWith(clientAt(10), key, 10, "rendered")).toEqual({
    initialData: "rendered",
    refetchOnMount: false,
  });
});

test("a page rendered before the stream began, or before events of another screen, is read", () => {
  expect(beginWith(clientAt(10), key, 9, "rendered").refetchOnMount).toBe("always");
  const client = clientAt(10);
  noteApplied(client, 14);
  expect(beginWith(client, key, 12, "rendered").refetchOnMount).toBe("always");
  expect(beginWith(client, key, 14, "rendered").refetchOnMount).toBe(false);
});

test("old data is read also where React threw its first rendering away and begins again", () => {
  const client = clientAt(10);
  noteApplied(client, 14);
  const begin = () => ({ queryKey: key, ...beginWith(client, key, 12, "rendered") });
  // The rendering that is thrown away leaves its query in the cache.
  client.getQueryCache().build(client, client.defaultQueryOptions(begin()));
  expect(begin().refetchOnMount).toBe("always");
  client.setQueryData(key, "read");
  expect(begin().refetchOnMount).toBe(true);
});

test("going back to a screen whose data is still in the cache reads nothing: events kept it current", () => {
  const client = clientAt(10);
  noteApplied(client, 900);
  client.setQueryData(key, "kept");
  expect(beginWith(client, key, 10, "rendered").refetchOnMount).toBe(true);
  expect(client.getQueryState(key)?.isInvalidated).toBe(false);
});

test("after a gap in the stream nothing rendered before it is trusted", () => {
  const client = clientAt(10);
  noteGap(client);
  expect(beginWith(client, key, 10, "rendered").refetchOnMount).toBe("always");
  noteApplied(client, 50);
  expect(beginWith(client, key, 50, "rendered").refetchOnMount).toBe(false);
});

test("going back after six minutes shows the old list and reads it at once, since nothing kept it current", async () => {
  vi.useFakeTimers();
  const client = createQueryClient();
  noteStart(client, 10);
  const read = vi.fn(async () => "read");
  const shown: unknown[] = [];
  /** A screen that the router shows, always with what the server rendered for it first. */
  const show = () =>
    new QueryObserver(client, {
      queryKey: key,
      queryFn: read,
      // The library's own for a browser; a server keeps everything.
      gcTime: 5 * 60_000,
      ...beginWith(client, key, 10, "rendered"),
    }).subscribe(({ data }) => shown.push(data));

  const leave = show();
  expect(read).not.toHaveBeenCalled();
  leave();
  noteApplied(client, 300);
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(client.getQueryData(key)).toBeUndefined();

  const leaveAgain = show();
  expect(client.getQueryData(key)).toBe("rendered");
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveBeenCalledTimes(1);
  expect(shown.at(-1)).toBe("read");
  leaveAgain();
  client.clear();
});
