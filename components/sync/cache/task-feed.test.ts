import { expect, test } from "vitest";
import { TaskEventShape, type TaskEventWire, TaskShape, type TaskWire } from "@/lib/tasks/shapes";
import { patchFeed, removeFromFeed, type TaskFeed, withNews } from "./task-feed";
import { aTask } from "./task-fixture";

function feedOf(pages: TaskWire[][], next: string | null = null): TaskFeed {
  return {
    pages: pages.map((tasks, index) => ({
      tasks,
      total: 0,
      next_cursor: index === pages.length - 1 ? next : `after-${index}`,
    })),
    pageParams: pages.map(() => null),
  };
}

const ids = (feed: TaskFeed) => feed.pages.map((page) => page.tasks.map(({ id }) => id));
const later = "2026-01-01T00:00:01.000Z";

test("a new task goes to the top of the newest first", () => {
  const feed = feedOf([[aTask({ id: 3 }), aTask({ id: 2 })]]);
  expect(ids(patchFeed(feed, "-created_at", aTask({ id: 4 }), true))).toEqual([[4, 3, 2]]);
});

test("a task goes to its place by priority, then due date", () => {
  const feed = feedOf([
    [aTask({ id: 1, priority: "critical" }), aTask({ id: 2, priority: "low" })],
  ]);
  const high = aTask({ id: 3, priority: "high" });
  expect(ids(patchFeed(feed, "priority", high, true))).toEqual([[1, 3, 2]]);
  const due = aTask({ id: 4, priority: "critical", due_date: 5 });
  expect(ids(patchFeed(feed, "priority", due, true))).toEqual([[4, 1, 2]]);
});

test("a task that stands below everything loaded is left to the next page", () => {
  const feed = feedOf([[aTask({ id: 9 }), aTask({ id: 8 })]], "more");
  expect(patchFeed(feed, "-created_at", aTask({ id: 2 }), true)).toBe(feed);
  expect(
    ids(patchFeed(feedOf([[aTask({ id: 9 })]]), "-created_at", aTask({ id: 2 }), true)),
  ).toEqual([[9, 2]]);
});

test("a task that no longer belongs is taken out, on whatever page it is", () => {
  const feed = feedOf([[aTask({ id: 3 })], [aTask({ id: 2 })]]);
  expect(ids(patchFeed(feed, "-created_at", aTask({ id: 2, etag: later }), false))).toEqual([
    [3],
    [],
  ]);
  expect(ids(removeFromFeed(feed, 3))).toEqual([[], [2]]);
});

test("an older state never replaces a newer one", () => {
  const feed = feedOf([[aTask({ id: 1, etag: later, title: "new" })]]);
  expect(patchFeed(feed, "-created_at", aTask({ id: 1, title: "old" }), true)).toBe(feed);
});

test("a changed task moves when its place changed, and keeps what it waits for until it is ready", () => {
  const waiting_on: TaskWire["waiting_on"] = [
    { reason: "blocker", ticket_ref: "TASK-009", message: "" },
  ];
  const feed = feedOf([
    [aTask({ id: 1, priority: "high", ready: false, waiting_on }), aTask({ id: 2 })],
  ]);
  const moved = patchFeed(
    feed,
    "priority",
    aTask({ id: 1, priority: "low", ready: false, etag: later }),
    true,
  );
  expect(ids(moved)).toEqual([[2, 1]]);
  expect(moved.pages[0]?.tasks[1]?.waiting_on).toEqual(waiting_on);
  const ready = patchFeed(moved, "priority", aTask({ id: 1, priority: "low", etag: later }), true);
  expect(ready.pages[0]?.tasks[1]?.waiting_on).toEqual([]);
});

test("a page never outgrows its size, and what it drops is the beginning of the next one", () => {
  let feed = feedOf([[]]);
  for (let id = 1; id <= 500; id++) feed = patchFeed(feed, "-created_at", aTask({ id }), true);
  expect(ids(feed)[0]).toHaveLength(50);
  expect(ids(feed)[0]?.[0]).toBe(500);
  expect(feed.pages[0]?.next_cursor).toMatch(/^~/);

  let long = feedOf([
    Array.from({ length: 50 }, (_, index) => aTask({ id: 300 - index })),
    [aTask({ id: 250 }), aTask({ id: 249 })],
  ]);
  for (let id = 301; id <= 303; id++) long = patchFeed(long, "-created_at", aTask({ id }), true);
  expect(ids(long)[0]).toHaveLength(50);
  expect(ids(long)[1]).toEqual([253, 252, 251, 250, 249]);
});

test("a task that only an event told of has every field that a task has", () => {
  const task = Object.fromEntries(
    Object.keys(TaskEventShape.shape)
      .filter((field) => field !== "metadata")
      .map((field) => [field, null]),
  ) as unknown as TaskEventWire;
  const fields = Object.keys(withNews(undefined, task)).sort();
  expect(fields).toEqual(Object.keys(TaskShape.shape).sort());
});
