import { expect, test } from "vitest";
import { filterQuery, fitsFilter, type TaskFilter } from "./task-filter";
import { aTask } from "./task-fixture";

const newest = { sort: "-created_at" } as const;

test.each<[TaskFilter, boolean | "ask"]>([
  [newest, true],
  [{ ...newest, status: ["inbox", "review"] }, true],
  [{ ...newest, status: ["review"] }, false],
  [{ ...newest, priority: ["high"] }, false],
  [{ ...newest, assigned_to: ["none"] }, true],
  [{ ...newest, assigned_to: ["scout"] }, false],
  [{ ...newest, labels: ["auth", "other"] }, true],
  [{ ...newest, project_id: 2 }, false],
  [{ ...newest, root: "none" }, true],
  [{ ...newest, root: 1 }, false],
  [{ ...newest, q: "LOGIN task-001" }, true],
  [{ ...newest, q: "login logout" }, false],
])("%j fits: %s", (filter, fits) => {
  expect(fitsFilter(filter, aTask({ labels: ["auth"] }))).toBe(fits);
});

test("what is below a topmost task is in its lane, however deep, and itself in none", () => {
  const below = aTask({ id: 9, parent_id: 5, root_id: 1 });
  expect(fitsFilter({ ...newest, root: 1 }, below)).toBe(true);
  expect(fitsFilter({ ...newest, root: 2 }, below)).toBe(false);
  expect(fitsFilter({ ...newest, root: "none" }, below)).toBe(false);
  const epic = aTask({ type: "epic" });
  expect(fitsFilter({ ...newest, root: "none" }, epic)).toBe(false);
});

test("an archived task is in no feed", () => {
  expect(fitsFilter(newest, aTask({ archived_at: 5 }))).toBe(false);
});

test("whether a lease ran out is asked of the server", () => {
  const stale = { ...newest, stale: true };
  expect(fitsFilter(stale, aTask({ status: "in_progress" }))).toBe("ask");
  expect(fitsFilter(stale, aTask({ status: "assigned", stale_requeues: 1 }))).toBe(true);
  expect(fitsFilter(stale, aTask({ status: "assigned" }))).toBe(false);
  expect(fitsFilter(stale, aTask({ status: "inbox", stale_requeues: 1 }))).toBe(false);
});

test("the query says what the filter means, and nothing else", () => {
  const filter = { ...newest, status: ["inbox", "review"], labels: [], q: " a b " } as const;
  expect(filterQuery(filter, 50)).toBe("sort=-created_at&limit=50&status=inbox%2Creview&q=a+b");
  expect(filterQuery({ ...newest, stale: true }, 1, "next")).toContain("stale=true&cursor=next");
});
