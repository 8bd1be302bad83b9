import type { NewEvent } from "@/lib/events/append";
import { type RequestRow, requestInEvent } from "./row";

type RequestEventType =
  | "request.created"
  | "request.answered"
  | "request.withdrawn"
  | "request.expired";

/** What happened to a request; `previous` is null for one that is new. */
export function requestEvent(
  type: RequestEventType,
  row: RequestRow,
  previous: "open" | null = "open",
): NewEvent {
  return {
    type,
    projectId: row.project_id,
    taskId: row.task_id,
    agent: row.agent,
    runId: row.run_id,
    data: { request: requestInEvent(row), previous_state: previous },
  };
}
