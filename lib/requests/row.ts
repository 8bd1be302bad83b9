import { mayAnswer } from "@/lib/auth/requests";
import type { Actor } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/database";
import type { RequestKind, RequestState } from "@/prisma/generated/enums";
import type { Answer, Option } from "./rules";
import type { RequestEventWire, RequestWire } from "./shapes";

/** A request as one JSON object, with what is shown of its task and project. */
export interface RequestRow {
  id: number;
  run_id: number | null;
  task_id: number | null;
  /** The task's reference, also when the task was deleted. */
  ticket_ref: string | null;
  task_title: string | null;
  /** The agent that has the task now. */
  task_agent: string | null;
  /** The project that the task is in now; null for a run without a task. */
  project_id: number | null;
  project_name: string | null;
  agent: string;
  kind: RequestKind;
  state: RequestState;
  title: string;
  body: string | null;
  options: Option[];
  proposed: string | null;
  tool: string | null;
  arguments: Record<string, unknown> | null;
  call_id: string | null;
  deadline_at: string | null;
  /** The answer that counts at the deadline; null lets the run fail. */
  on_deadline: Answer | null;
  may_answer: string[];
  answer_option: string | null;
  answer_text: string | null;
  closed_by: string | null;
  reason: string | null;
  standing_answer_id: number | null;
  created_at: string;
  closed_at: string | null;
}

/** In whose name an approval of a workflow asks. */
export const GATE_AGENT = "workflow";

/** The project that the request `q` belongs to: that of its task `t`, which may have moved. */
export const REQUEST_PROJECT = Prisma.raw("COALESCE(t.project_id, q.project_id)");

/** The request `q` of the task `t` and the project `p` as a RequestRow. */
export const REQUEST_JSON = Prisma.sql`to_jsonb(q) || jsonb_build_object('ticket_ref', COALESCE(t.ticket_ref, q.task_ref),
  'task_title', t.title, 'task_agent', t.assigned_to, 'project_id', ${REQUEST_PROJECT}, 'project_name', p.name)`;

/**
 * What `REQUEST_JSON` is read from, after `requests q`. OFFSET 0 keeps the planner from reading all tasks to look a few up. Index:
 * tasks_pkey, projects_pkey.
 */
export const REQUEST_JOINS = Prisma.raw(
  `LEFT JOIN LATERAL (SELECT ticket_ref, title, assigned_to, project_id FROM tasks WHERE tasks.id = q.task_id OFFSET 0) t ON true
  LEFT JOIN LATERAL (SELECT name FROM projects WHERE projects.id = COALESCE(t.project_id, q.project_id) OFFSET 0) p ON true`,
);

/** Whether an approval of a workflow asks, which only an option answers. */
export const isWorkflowGate = ({ agent, run_id }: Pick<RequestRow, "agent" | "run_id">): boolean =>
  run_id === null && agent === GATE_AGENT;

/** What was answered; null while nothing was, and for a request that was withdrawn. */
export function answerOf(row: RequestRow): RequestWire["answer"] {
  const { answer_option: option, answer_text: text } = row;
  if (option === null && text === null) return null;
  const label = row.options.find(({ id }) => id === option)?.label ?? null;
  return { option, label, text };
}

/** The request object of the API, for this caller. */
export function requestToWire(row: RequestRow, actor: Actor): RequestWire {
  return {
    ...factsOf(row),
    body: row.body,
    arguments: row.arguments,
    mine: row.state === "open" && mayAnswer(actor, row),
  };
}

const EXCERPT = 500;

/** What an event carries of a request: only the beginning of its text, and no arguments. */
export function requestInEvent(row: RequestRow): RequestEventWire {
  const { body } = row;
  const isLong = body !== null && body.length > EXCERPT;
  return { ...factsOf(row), body: isLong ? `${body.slice(0, EXCERPT - 1).toWellFormed()}…` : body };
}

function factsOf(row: RequestRow): Omit<RequestEventWire, "body"> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    options: row.options,
    proposed: row.proposed,
    free_text: row.kind !== "permission" && !isWorkflowGate(row),
    tool: row.tool,
    run_id: row.run_id,
    task_id: row.task_id,
    ticket_ref: row.ticket_ref,
    task_title: row.task_title,
    project_id: row.project_id,
    project_name: row.project_name,
    agent: row.agent,
    deadline_at: toUnixSeconds(row.deadline_at),
    on_deadline: row.on_deadline ? { action: "answer", ...row.on_deadline } : { action: "fail" },
    may_answer: row.may_answer,
    answer: answerOf(row),
    closed_by: row.closed_by,
    reason: row.reason,
    standing_answer_id: row.standing_answer_id,
    created_at: toUnixSeconds(row.created_at),
    closed_at: toUnixSeconds(row.closed_at),
  };
}
