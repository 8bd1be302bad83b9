import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { queryKeys } from "./query-keys";
import type { TaskPageWire } from "./read-lists";
import { hideTask, showTask } from "./show-task";
import type { TaskFeed } from "./task-feed";
import type { TaskFilter } from "./task-filter";
import { aTask } from "./task-fixture";

const filter: TaskFilter = { sort: "-created_at" };

function openFeed(of: TaskFilter = filter) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let answer: (page: TaskPageWire) => void = () => {};
  const queryKey = queryKeys.feed(of);
  const close = new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<TaskPageWire>((resolve) => (answer = resolve)),
    initialPageParam: null,
    getNextPageParam: () => null,
    staleTime: Number.POSITIVE_INFINITY,
  }).subscribe(() => {});
  const shown = () =>
    client
      .getQueryData<TaskFeed>(queryKey)
      ?.pages.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  const arrive = async (...ids: number[]) => {
    answer({ tasks: ids.map((id) => aTask({ id })), total: ids.length, next_cursor: null });
    await client.getQueryCache().find({ queryKey })?.promise;
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { client, shown, arrive, close, queryKey };
}

const nothing = () => {};

test("a deleted task does not come back with an answer that was asked for before", async () => {
  const { client, shown, arrive } = openFeed();
  hideTask(client, 2, nothing);
  await arrive(3, 2, 1);
  expect(shown()).toEqual([3, 1]);
});

test("a task that moved while an answer was under way is where it went, and a deleted one after it is gone", async () => {
  const { client, shown, arrive } = openFeed();
  showTask(client, aTask({ id: 4, etag: "2026-01-01T00:00:09.000Z" }), nothing);
  showTask(client, aTask({ id: 5, etag: "2026-01-01T00:00:09.000Z" }), nothing);
  hideTask(client, 5, nothing);
  await arrive(3, 2);
  expect(shown()).toEqual([4, 3, 2]);
});

test("an older answer does not put a task back where it was", async () => {
  const inbox: TaskFilter = { ...filter, status: ["inbox"] };
  const { client, shown, arrive } = openFeed(inbox);
  await arrive(3);
  const elsewhere = queryKeys.feed({ ...filter, status: ["review"] });
  client.setQueryData<TaskFeed>(elsewhere, {
    pages: [{ tasks: [], total: 0, next_cursor: null }],
    pageParams: [null],
  });
  const moved = aTask({ id: 3, status: "review", etag: "2026-01-01T00:00:09.000Z" });
  showTask(client, moved, nothing);
  showTask(client, aTask({ id: 3, title: "as it was" }), nothing);
  expect(shown()).toEqual([]);
  expect(client.getQueryData<TaskFeed>(elsewhere)?.pages[0]?.tasks).toEqual([
    expect.objectContaining({ id: 3, status: "review" }),
  ]);
});

test("the result of a search that is no longer shown is not patched but read when it is shown again", async () => {
  const { client, shown, arrive, close, queryKey } = openFeed({ ...filter, q: "log" });
  await arrive(3);
  close();
  showTask(client, aTask({ id: 4 }), nothing);
  expect(shown()).toEqual([3]);
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
});
