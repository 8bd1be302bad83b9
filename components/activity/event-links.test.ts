import { expect, test } from "vitest";
import type { EventWire } from "@/lib/events/shapes";
import { objectHref } from "./event-links";

test.each([
  ["task.claimed", { ticket_ref: "TASK-001" }, "/tasks/TASK-001"],
  ["task.commented", { ticket_ref: "TASK-001", comment: { id: 4 } }, "/tasks/TASK-001#comment-4"],
  ["task.deleted", { ticket_ref: "TASK-001" }, null],
  ["run.completed", { run: { task_ref: "TASK-001" } }, "/runs/17"],
  ["request.answered", { request: { id: 5, ticket_ref: "TASK-001" } }, "/inbox?request=5"],
  ["agent.status_changed", { name: "scout two" }, "/agents/scout%20two"],
  ["agent.deleted", { name: "scout two" }, null],
  ["schedule.fired", { schedule: { id: 3 }, run: { ticket_ref: "TASK-002" } }, "/schedules?open=3"],
  ["webhook.failed", { id: 1 }, "/settings?tab=webhooks"],
  ["trigger.fired", { trigger: {}, delivery: { ticket_ref: "TASK-003" } }, "/tasks/TASK-003"],
  ["trigger.failed", { trigger: {}, delivery: {} }, "/settings?tab=triggers"],
  ["worker.updated", { worker: { id: 3 } }, "/workers"],
])("%s leads to what it is about", (type, data, href) => {
  const event = { type, data, agent: "scout two", run_id: 17 };
  expect(objectHref(event as unknown as EventWire)).toBe(href);
});
