import { expect, test } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { ReviewWire } from "@/lib/reviews/schema";
import type { RunWire } from "@/lib/runs/shapes";
import { segmentsOf } from "./timeline-segments";

const run = (
  id: number,
  started_at: number,
  finished_at: number | null,
  outcome: RunWire["outcome"],
) => ({ id, started_at, finished_at, outcome, trigger: "claim", attempt: id }) as RunWire;
const verdict = (id: number, created_at: number, status: ReviewWire["status"]) =>
  ({ id, created_at, status }) as ReviewWire;
const shape = (segments: ReturnType<typeof segmentsOf>) =>
  segments.map(({ phase, start, end }) => [phase, start, end]);

test("a task that nobody took is queued since it was made", () => {
  expect(shape(segmentsOf(aTask({ created_at: 100 }), [], []))).toEqual([["queued", 100, null]]);
});

test("work that is rejected waits again, and the second pass waits for its verdict", () => {
  const task = aTask({ created_at: 100, status: "review" });
  const runs = [run(2, 300, 340, "succeeded"), run(1, 150, 200, "succeeded")];
  expect(shape(segmentsOf(task, runs, [verdict(1, 250, "rejected")]))).toEqual([
    ["queued", 100, 150],
    ["working", 150, 200],
    ["review", 200, 250],
    ["queued", 250, 300],
    ["working", 300, 340],
    ["review", 340, null],
  ]);
});

test("a lost run is followed by waiting, and a finished task by nothing", () => {
  const lost = run(1, 150, 200, "lost");
  expect(shape(segmentsOf(aTask({ created_at: 100, status: "assigned" }), [lost], []))).toEqual([
    ["queued", 100, 150],
    ["working", 150, 200],
    ["queued", 200, null],
  ]);
  const done = segmentsOf(
    aTask({ created_at: 150, status: "done" }),
    [run(1, 150, 200, "succeeded")],
    [verdict(1, 220, "approved")],
  );
  expect(shape(done)).toEqual([
    ["working", 150, 200],
    ["review", 200, 220],
  ]);
});

test("a reviewer's run is not an attempt", () => {
  const review = { ...run(2, 210, 220, "succeeded"), trigger: "review" } as RunWire;
  const segments = segmentsOf(
    aTask({ created_at: 150, status: "in_progress" }),
    [review, run(1, 150, null, null)],
    [],
  );
  expect(shape(segments)).toEqual([["working", 150, null]]);
});
