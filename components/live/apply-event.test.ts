import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { EventWire } from "@/lib/events/shapes";
import { applyEvent } from "./apply-event";
import { queryKeys } from "./query-keys";

const event = (fields: Partial<EventWire>): EventWire => ({
  id: 1,
  type: "run.updated",
  data: {},
  actor: { name: "scheduler", kind: "system" },
  project_id: 1,
  task_id: 7,
  agent: "iris",
  run_id: 3,
  timestamp: 0,
  ...fields,
});

function untrue(client: QueryClient, happened: EventWire): string[] {
  const keys: string[] = [];
  applyEvent(client, happened, (key) => keys.push(key.join(" ")));
  return keys;
}

describe("an event", () => {
  it("with more output of a run makes that run untrue, and nothing else", () => {
    const grown = event({ data: { output_length: 120 } });
    expect(untrue(new QueryClient(), grown)).toEqual(["run 3"]);
    expect(untrue(new QueryClient(), event({ type: "run.completed" }))).toContain(
      "task-part 7 runs",
    );
  });

  it("about a task makes the threads untrue that show it", () => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.taskPart(8, "thread"), { thread: [{ id: 7 }, { id: 8 }] });
    client.setQueryData(queryKeys.taskPart(9, "thread"), { thread: [{ id: 9 }] });
    const changed = event({ type: "task.status_changed", data: { id: 7, ticket_ref: "TASK-007" } });
    const keys = untrue(client, changed).filter((key) => key.endsWith("thread"));
    expect(keys).toEqual(["task-part 8 thread"]);
    const linked = event({ type: "task.linked", data: { from_id: 9, to_id: 8 } });
    expect(untrue(client, linked).filter((key) => key.endsWith("thread"))).toHaveLength(2);
  });
});
