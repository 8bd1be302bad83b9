import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventWire } from "@/lib/events/shapes";
import { patchCounts } from "./patch-counts";
import { queryKeys } from "./query-keys";
import type { TaskFilter } from "./task-filter";
import { aTask } from "./task-fixture";

const READ_AT = Date.UTC(2026, 0, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: READ_AT });
});
afterEach(() => {
  vi.useRealTimers();
});

const inboxOf = (more: Partial<TaskFilter> = {}): TaskFilter => ({
  status: ["inbox"],
  sort: "-created_at",
  ...more,
});

/** What an event leaves of these counts, each of which was 5, and the queries that are needed again. */
function after(
  event: Partial<EventWire>,
  filters: TaskFilter[],
  { status = "assigned", ...fields }: Partial<ReturnType<typeof aTask>> = {},
) {
  const client = new QueryClient();
  for (const filter of filters) client.setQueryData(queryKeys.count(filter), 5);
  client.setQueryData(queryKeys.workload, {
    needs_person: 9,
    stale: 0,
    queue: { by_status: { inbox: 5, assigned: 2 } },
  });
  const needed: unknown[] = [];
  // An event carries no long texts.
  const { description: _, ...task } = aTask({ status, ...fields });
  const whole = {
    type: "task.status_changed",
    timestamp: READ_AT + 5_000,
    data: { ...task, previous_status: "inbox", changed: { status: ["inbox", status] } },
    ...event,
  } as EventWire;
  patchCounts(client, whole, task, (key, need) => {
    if (need !== "check") needed.push(key);
  });
  return {
    counts: filters.map((filter) => client.getQueryData(queryKeys.count(filter))),
    load: client.getQueryData(queryKeys.workload),
    needed,
  };
}

test("a task that left one place for another is counted there without a request", () => {
  const assigned: TaskFilter = { status: ["assigned"], sort: "priority" };
  const { counts, load, needed } = after({}, [inboxOf(), assigned, inboxOf({ project_id: 2 })]);
  expect(counts).toEqual([4, 6, 5]);
  expect(load).toMatchObject({
    needs_person: 8,
    queue: { by_status: { inbox: 4, assigned: 3 } },
  });
  expect(needed).toEqual([]);
});

test("the first task of a place is counted, and the last one that leaves", () => {
  const client = new QueryClient();
  const [empty, last] = [inboxOf(), inboxOf({ project_id: 2 })];
  client.setQueryData(queryKeys.count(empty), 0);
  client.setQueryData(queryKeys.count(last), 1);
  const event = { type: "task.updated", timestamp: READ_AT + 5_000 } as EventWire;
  const data = { changed: { project_id: [2, 1] } };
  patchCounts(client, { ...event, data }, aTask({ project_id: 1, status: "inbox" }), () => {});
  expect(client.getQueryData(queryKeys.count(last))).toBe(0);
  const created = { ...event, type: "task.created", data: {} } as EventWire;
  patchCounts(client, created, aTask({ status: "inbox" }), () => {});
  expect(client.getQueryData(queryKeys.count(empty))).toBe(1);
});

test("a change that moved nothing counts nothing", () => {
  const renamed = { type: "task.updated", data: { changed: { title: ["a", "b"] } } } as never;
  const { counts, needed } = after(renamed, [inboxOf()], { status: "inbox" });
  expect(counts).toEqual([5]);
  expect(needed).toEqual([]);
});

test("what the answer may already contain is not counted twice but read", () => {
  const { counts, needed } = after({ timestamp: READ_AT + 300 }, [inboxOf()]);
  expect(counts).toEqual([5]);
  expect(needed).toEqual([queryKeys.count(inboxOf()), queryKeys.workload]);
});

test("a count by words that only the server can look for is read", () => {
  const { counts, needed } = after({ type: "task.created", data: {} }, [inboxOf({ q: "login" })], {
    status: "inbox",
    title: "other",
  });
  expect(counts).toEqual([5]);
  expect(needed).toContainEqual(queryKeys.count(inboxOf({ q: "login" })));
});
