import type { TaskWire } from "@/lib/tasks/shapes";

/** A task for tests: pass only the fields that matter to the test. */
export function aTask(special: Partial<TaskWire> = {}): TaskWire {
  const id = special.id ?? 1;
  return {
    id,
    ticket_ref: `TASK-${String(id).padStart(3, "0")}`,
    etag: "2026-01-01T00:00:00.000Z",
    title: "Fix the login",
    description: null,
    status: "inbox",
    priority: "medium",
    labels: [],
    tags: [],
    assigned_to: null,
    request_id: null,
    ready: true,
    claimable: true,
    waiting_on: [],
    stale_requeues: 0,
    review_required: true,
    due_on: null,
    due_date: null,
    archived_at: null,
    completed_at: null,
    created_at: 1_000 + id,
    status_changed_at: 1_000 + id,
    project_id: 1,
    type: "task",
    kind: "work",
    workflow: null,
    parent_id: null,
    root_id: id,
    progress: { done: 0, total: 0 },
    ...special,
  } as TaskWire;
}
