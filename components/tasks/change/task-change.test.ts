import { expect, test } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import { whyNotTo } from "./status-rules";
import { contested, inverseOf, withChange } from "./task-change";

test("assigning a new task triages it, and undoing takes both back", () => {
  const task = aTask();
  expect(withChange(task, { assigned_to: "scout" }).status).toBe("assigned");
  expect(inverseOf(task, { assigned_to: "scout" })).toEqual({ assigned_to: null, status: "inbox" });
});

test("what was changed is put back to its old value", () => {
  const task = aTask({ priority: "low", due_on: "1970-01-01", due_date: 9 });
  expect(inverseOf(task, { priority: "high", due_on: null })).toEqual({
    priority: "low",
    due_on: "1970-01-01",
    due_date: 9,
  });
});

test("a label is added and removed beside the others, and only what changed is taken back", () => {
  const task = aTask({ labels: ["a", "b"] });
  const change = { add_labels: ["b", "c"], remove_labels: ["a", "z"] };
  expect(withChange(task, change).labels).toEqual(["b", "c"]);
  expect(inverseOf(task, change)).toEqual({ remove_labels: ["c"], add_labels: ["a"] });
  expect(contested(task, aTask({ labels: ["a", "b", "agent"] }), change)).toEqual([]);
});

test("a new task that was cancelled comes back; work and verdicts are not undone", () => {
  expect(inverseOf(aTask(), { status: "cancelled" })).toEqual({
    status: "inbox",
    assigned_to: null,
  });
  expect(inverseOf(aTask({ status: "in_progress" }), { status: "blocked" })).toBeNull();
  expect(inverseOf(aTask({ status: "review" }), { status: "cancelled" })).toBeNull();
  expect(inverseOf(aTask({ status: "failed" }), { status: "inbox" })).toBeNull();
});

test("only a field that both changed is contested", () => {
  const base = aTask({ title: "a", priority: "low" });
  const now = aTask({ title: "b", priority: "low" });
  expect(contested(base, now, { priority: "high" })).toEqual([]);
  expect(contested(base, now, { title: "c", priority: "high" })).toEqual(["title"]);
});

test("a status that cannot be reached says why", () => {
  expect(whyNotTo(aTask({ status: "done" }), "review")).toMatch(/Reopen it first/);
  expect(whyNotTo(aTask({ status: "review" }), "done")).toMatch(/approve/);
  expect(whyNotTo(aTask(), "in_progress")).toMatch(/assign/);
  expect(whyNotTo(aTask({ review_required: false }), "done")).toBeNull();
});
