import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readFirstPage } from "./read-lists";
import type { TaskFilter } from "./task-filter";

const inbox: TaskFilter = { status: ["inbox"], sort: "priority" };
const review: TaskFilter = { status: ["review"], sort: "priority" };
const gone: TaskFilter = { root: 9, status: ["inbox"], sort: "priority" };
const forever = new AbortController().signal;

let asked: URL[] = [];

/** A server that counts each list by the order it was asked for, and knows no task 9. */
beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", async (path: string) => {
    const url = new URL(path, "http://baton.test");
    asked.push(url);
    const queries = url.searchParams.get("lists")?.split(";") ?? [url.search.slice(1)];
    if (queries.some((query) => query.includes("root=9"))) {
      const detail = "root: there is no task 9";
      return new Response(JSON.stringify({ code: "invalid", detail }), { status: 400 });
    }
    const lists = queries.map((query) => ({ tasks: [], total: query.length, next_cursor: null }));
    return new Response(JSON.stringify(url.searchParams.has("lists") ? { lists } : lists[0]));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const queries = () => asked.map(({ pathname }) => pathname);

test("lists that are asked for together are one request, and each gets its own answer", async () => {
  const [first, second] = await Promise.all([
    readFirstPage(inbox, 50, forever),
    readFirstPage(review, 50, forever),
  ]);
  expect(queries()).toEqual(["/api/tasks/lists"]);
  expect(first.total).toBe("sort=priority&limit=50&status=inbox".length);
  expect(second.total).toBe("sort=priority&limit=50&status=review".length);
});

test("the tasks and the total of a list are read once, as far as the longer answer reaches", async () => {
  const answers = await Promise.all([
    readFirstPage(inbox, 1, forever),
    readFirstPage(inbox, 50, forever),
  ]);
  expect(asked.map(({ search }) => search)).toEqual(["?sort=priority&limit=50&status=inbox"]);
  expect(answers[0]).toEqual(answers[1]);
});

test("a list that cannot be read does not take the others with it", async () => {
  const [good, bad] = await Promise.allSettled([
    readFirstPage(inbox, 50, forever),
    readFirstPage(gone, 50, forever),
  ]);
  expect(good.status).toBe("fulfilled");
  expect(bad).toMatchObject({
    status: "rejected",
    reason: { message: "root: there is no task 9" },
  });
});

test("what nobody waits for any more is not asked for", async () => {
  const left = new AbortController();
  void readFirstPage(inbox, 50, left.signal);
  left.abort();
  await readFirstPage(review, 50, forever);
  expect(asked.map(({ search }) => search)).toEqual(["?sort=priority&limit=50&status=review"]);
});

test("a long filter is asked for in addresses that servers take", async () => {
  const lists = Array.from({ length: 30 }, (_, at) => ({
    ...inbox,
    q: "ß".repeat(190) + String(at),
  }));
  await Promise.all(lists.map((filter) => readFirstPage(filter, 50, forever)));
  expect(asked.length).toBeGreaterThan(1);
  for (const { search } of asked) expect(search.length).toBeLessThan(7_000);
});
