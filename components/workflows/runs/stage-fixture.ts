import type { WorkflowStageWire } from "@/lib/workflows/shapes";

/** A stage that waits, for tests. */
export function aStage(change: Partial<WorkflowStageWire> = {}): WorkflowStageWire {
  return {
    name: "plan",
    kind: "agent",
    status: "waiting",
    state: "waiting",
    reason: null,
    task_id: null,
    task_ref: null,
    agent: null,
    attempts: 0,
    max_attempts: 1,
    from: [],
    join: "all",
    when: null,
    started_at: null,
    finished_at: null,
    cost_usd: 0,
    ...change,
  };
}
