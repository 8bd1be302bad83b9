import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rereader } from "@/components/sync/gate/rereader";
import { hasOldTexts } from "./old-texts";
import { queryKeys } from "./query-keys";
import { showTask } from "./show-task";
import type { TaskFeed } from "./task-feed";
import type { TaskFilter } from "./task-filter";
import { aTask } from "./task-fixture";
import { createTextReader } from "./task-texts";

const filter: TaskFilter = { status: ["inbox"], sort: "-created_at" };
const key = queryKeys.feed(filter);
const described = aTask({ id: 3, description: "with its text" });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A list that shows task 3 without its text, and the answer with it. */
function openList() {
  let answer: () => void = () => {};
  vi.stubGlobal(
    "fetch",
    () =>
      new Promise((resolve) => {
        answer = () => resolve(new Response(JSON.stringify({ task: described })));
      }),
  );
  const client = new QueryClient();
  client.setQueryData<TaskFeed>(key, {
    pages: [{ tasks: [aTask({ id: 3 })], total: 1, next_cursor: null }],
    pageParams: [null],
  });
  const rereader = { stale: () => {}, take: () => true } as unknown as Rereader;
  const reader = createTextReader(client, rereader);
  const shown = () => client.getQueryData<TaskFeed>(key)?.pages[0]?.tasks;
  return {
    client,
    reader,
    shown,
    async arrive() {
      answer();
      await vi.advanceTimersByTimeAsync(10);
    },
  };
}

test("the text of a new task is read for the list that shows it", async () => {
  const { client, reader, shown, arrive } = openList();
  reader.note(3, true);
  expect(hasOldTexts(client, 3)).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  await arrive();
  expect(shown()?.[0]?.description).toBe("with its text");
  expect(hasOldTexts(client, 3)).toBe(false);
});

test("a task that left the list while its text was read does not come back with it", async () => {
  const { client, reader, shown, arrive } = openList();
  reader.note(3, true);
  await vi.advanceTimersByTimeAsync(200);
  const cancelled = aTask({ id: 3, status: "cancelled", etag: "2026-01-01T00:00:09.000Z" });
  showTask(client, cancelled, () => {});
  await arrive();
  expect(shown()).toEqual([]);
});

test("a text that no list shows is not read until the task is opened", async () => {
  const { client, reader } = openList();
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  reader.note(3, false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).not.toHaveBeenCalled();
  expect(hasOldTexts(client, 3)).toBe(true);
});
