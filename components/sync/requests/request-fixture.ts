import type { RequestWire } from "@/lib/requests/shapes";

/** An open question with three answers that the reader may give. */
export function aRequest(special: Partial<RequestWire> = {}): RequestWire {
  const id = special.id ?? 1;
  return {
    id,
    kind: "choice",
    state: "open",
    title: "Which database should the cache use?",
    body: null,
    options: [
      { id: "redis", label: "Redis", description: null },
      { id: "postgres", label: "PostgreSQL", description: "What we run already." },
      { id: "none", label: "Neither", description: null },
    ],
    proposed: "postgres",
    free_text: true,
    tool: null,
    arguments: null,
    run_id: null,
    task_id: 1,
    ticket_ref: "TASK-001",
    task_title: "Cache the lists",
    project_id: 1,
    project_name: "My app",
    agent: "scout",
    deadline_at: null,
    on_deadline: { action: "fail" },
    may_answer: [],
    mine: true,
    answer: null,
    closed_by: null,
    reason: null,
    standing_answer_id: null,
    created_at: 1_000,
    closed_at: null,
    ...special,
  };
}
