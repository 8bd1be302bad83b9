import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { aTask } from "@/components/sync/cache/task-fixture";
import { taskOptions } from "./use-task";

afterEach(() => {
  vi.unstubAllGlobals();
});

function clientOf(...tasks: ReturnType<typeof aTask>[]) {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ task: tasks.shift() })));
  return new QueryClient();
}

test("a task that was read by its id is shown by its reference without being read again", async () => {
  const client = clientOf(aTask({ id: 7, title: "read" }));
  await client.fetchQuery(taskOptions(7));
  expect(client.getQueryData(queryKeys.task("TASK-007"))).toMatchObject({
    task: { title: "read" },
  });
});

test("an answer never replaces what an event brought while it was under way, under either name", async () => {
  const client = clientOf(aTask({ id: 7, title: "old" }));
  const newer = { task: aTask({ id: 7, title: "new", etag: "2026-01-01T00:00:09.000Z" }) };
  client.setQueryData(queryKeys.task(7), newer);
  client.setQueryData(queryKeys.task("TASK-007"), newer);
  await client.fetchQuery({ ...taskOptions(7), staleTime: 0 });
  expect(client.getQueryData(queryKeys.task(7))).toEqual(newer);
  expect(client.getQueryData(queryKeys.task("TASK-007"))).toEqual(newer);
});
