import { describe, expect, it } from "vitest";
import type { EventWire } from "@/lib/events/shapes";
import { agentEventInWords, taskRefOf } from "./agent-words";

const event = (type: string, data: Record<string, unknown> = {}) =>
  ({ type, data, agent: "scout" }) as unknown as EventWire;

describe("agentEventInWords", () => {
  it.each([
    [event("agent.created", { self_registered: true }), "registered scout"],
    [
      event("agent.updated", { changed: ["soul_content", "role"] }),
      "changed the SOUL and the role",
    ],
    [
      event("agent.status_changed", { status: "idle", previous_status: "busy" }),
      "saw scout go from busy to idle",
    ],
    [event("run.completed", { run: { outcome: "timed_out" } }), "ended a run (timed out) of"],
    [event("review.recorded", { review: { status: "rejected" } }), "gave a verdict (rejected) on"],
    [event("task.claimed"), "claimed"],
    [
      event("task.status_changed", { status: "review", previous_status: "in_progress" }),
      "moved the task from In progress to Review",
    ],
  ])("says %o", (happened, words) => {
    expect(agentEventInWords(happened)).toBe(words);
  });
});

describe("taskRefOf", () => {
  it("finds the task in the task's own events and in those of its runs", () => {
    expect(taskRefOf(event("task.updated", { ticket_ref: "TASK-001" }))).toBe("TASK-001");
    expect(taskRefOf(event("run.started", { run: { task_ref: "TASK-002" } }))).toBe("TASK-002");
    expect(taskRefOf(event("agent.created"))).toBeNull();
  });
});
