import type { ImportRecord } from "../records/send";
import type { Row } from "./read";

/** What became otherwise than it was, for the report. */
export type Told = (kind: string, id: unknown, what: string) => void;

type Of<Kind extends ImportRecord["kind"]> = Extract<ImportRecord, { kind: Kind }>;

const TITLE = 500;
const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const number = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const whole = (value: unknown): number => Math.max(0, Math.round(number(value) ?? 0));
/** Times are Unix seconds there, some milliseconds. */
const moment = (value: unknown): string | null => {
  const time = number(value);
  if (time === null || time <= 0) return null;
  return new Date(time < 1e11 ? time * 1_000 : time).toISOString();
};
const momentOr = (value: unknown, otherwise: string): string => moment(value) ?? otherwise;
const EPOCH = new Date(0).toISOString();
const object = (value: unknown): Row =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Row) : {};
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
const oneOf = <T extends string>(value: unknown, values: readonly T[], otherwise: T): T =>
  values.find((each) => each === value) ?? otherwise;

/** Project 1 of Mission Control is the general one, which every installation has. */
export function projectOf(row: Row): Of<"project"> {
  const created = momentOr(row.created_at, EPOCH);
  const updated = momentOr(row.updated_at, created);
  const slug = text(row.slug) ?? `project-${row.id}`;
  return {
    kind: "project",
    id: Number(row.id),
    name: (text(row.name) ?? slug).slice(0, 100),
    slug: slug.slice(0, 50),
    prefix: (text(row.ticket_prefix) ?? `P${row.id}`).slice(0, 12),
    description: text(row.description),
    is_default: slug === "general",
    github_repo: text(row.github_repo),
    deadline: moment(row.deadline),
    color: text(row.color),
    archived_at: row.status === "archived" ? updated : null,
    created_at: created,
    updated_at: updated,
  };
}

const SECRET = /key|token|secret|password|credential/i;

/** An agent without its keys and its session. It polls here until somebody gives it a runtime. */
export function agentOf(row: Row, projects: readonly Row[], tell: Told): Of<"agent"> {
  const config = object(row.config);
  const secret = Object.keys(config).filter((name) => SECRET.test(name));
  if (secret.length > 0)
    tell("agent", row.id, `${secret.join(", ")} of its settings may be secret: left out`);
  const runtime = text(row.runtime_type);
  if (runtime !== null)
    tell(
      "agent",
      row.id,
      `ran on ${runtime}; here it polls for its work until it is given a runtime`,
    );
  const kept = Object.entries(config).filter(
    ([name]) => !SECRET.test(name) && name !== "capabilities",
  );
  const created = momentOr(row.created_at, EPOCH);
  const name = String(row.name).slice(0, 100);
  return {
    kind: "agent",
    id: Number(row.id),
    name,
    role: text(row.role) ?? "agent",
    soul_content: text(row.soul_content),
    config: Object.fromEntries(kept),
    capabilities: strings(config.capabilities),
    working_memory: text(row.working_memory) ?? "",
    source: "manual",
    hidden: row.hidden === true || row.hidden === 1,
    projects: projects
      .filter((project) => strings(project.assigned_agents).includes(name))
      .map((project) => ({ project_id: Number(project.id), role: "member" })),
    last_seen_at: moment(row.last_seen),
    created_at: created,
    updated_at: momentOr(row.updated_at, created),
  };
}

const STATUSES = {
  backlog: "inbox",
  inbox: "inbox",
  assigned: "assigned",
  awaiting_owner: "blocked",
  in_progress: "in_progress",
  review: "review",
  quality_review: "review",
  done: "done",
  failed: "failed",
} as const;
const GITHUB = ["issue_number", "repo", "branch", "pr_number", "pr_state"];

export function taskOf(row: Row, tell: Told): Of<"task"> {
  const known = Object.entries(STATUSES).find(([name]) => name === row.status);
  const metadata = object(row.metadata);
  const isTemplate = object(metadata.recurrence).enabled === true;
  const created = momentOr(row.created_at, EPOCH);
  const updated = momentOr(row.updated_at, created);
  const assigned = text(row.assigned_to);
  let status = known?.[1] ?? "inbox";
  if (status === "in_progress" && assigned === null) status = "inbox";
  if (isTemplate) {
    status = "blocked";
    tell("task", row.id, "is the template of recurring work: blocked here, make a schedule of it");
  } else if (!known) tell("task", row.id, `had the status ${row.status}, which is inbox here`);
  else if (known[0] !== known[1])
    tell("task", row.id, `had the status ${known[0]}, which is ${known[1]} here`);
  const title = text(row.title) ?? `Task ${row.id}`;
  if (title.length > TITLE) tell("task", row.id, "its title is cut");
  const github = GITHUB.flatMap((name) => {
    const value = row[`github_${name}`];
    return value == null || value === "" ? [] : [[name, value] as const];
  });
  return {
    kind: "task",
    id: Number(row.id),
    project_id: Number(row.project_id),
    project_ticket_no: Math.max(1, whole(row.project_ticket_no) || Number(row.id)),
    title: title.slice(0, TITLE),
    description: text(row.description),
    status,
    priority: oneOf(row.priority, ["critical", "high", "medium", "low"] as const, "medium"),
    labels: [...new Set(strings(row.tags))],
    metadata: {
      ...metadata,
      imported_from: `mission-control:${row.id}`,
      ...(github.length > 0 ? { github: Object.fromEntries(github) } : {}),
    },
    created_by: text(row.created_by) ?? "mission-control",
    assigned_to: assigned,
    blocked_reason: isTemplate
      ? "A template of recurring work in Mission Control: make a schedule of it"
      : status === "blocked"
        ? "Waits for its owner"
        : null,
    due_at: moment(row.due_date),
    dispatch_attempts: whole(row.dispatch_attempts),
    resolution: text(row.resolution),
    outcome:
      row.outcome == null
        ? null
        : oneOf(row.outcome, ["success", "failed", "partial", "abandoned"] as const, "partial"),
    error_message: text(row.error_message),
    estimated_hours: number(row.estimated_hours),
    actual_hours: number(row.actual_hours),
    feedback_rating: number(row.feedback_rating),
    feedback_notes: text(row.feedback_notes),
    retry_count: whole(row.retry_count),
    completed_at: moment(row.completed_at) ?? (status === "done" ? updated : null),
    status_changed_at: updated,
    created_at: created,
    updated_at: updated,
  };
}

export function commentOf(row: Row, agents: ReadonlySet<string>): Of<"comment"> | null {
  const content = text(row.content);
  if (content === null) return null;
  const author = (text(row.author) ?? "unknown").slice(0, 100);
  return {
    kind: "comment",
    id: Number(row.id),
    task_id: Number(row.task_id),
    author,
    author_kind: agents.has(author) ? "agent" : "user",
    content,
    parent_id: number(row.parent_id),
    mentions: strings(row.mentions),
    created_at: momentOr(row.created_at, EPOCH),
  };
}

export function reviewOf(row: Row, agents: ReadonlySet<string>): Of<"review"> {
  const reviewer = (text(row.reviewer) ?? "aegis").slice(0, 100);
  return {
    kind: "review",
    id: Number(row.id),
    task_id: Number(row.task_id),
    reviewer,
    reviewer_kind: agents.has(reviewer) || reviewer === "aegis" ? "agent" : "user",
    status: oneOf(row.status, ["approved", "rejected"] as const, "rejected"),
    notes: text(row.notes) ?? "",
    applied: true,
    created_at: momentOr(row.created_at, EPOCH),
  };
}

/** A report of tokens: here a finished run, which is what costs are summed over. */
export function runOf(row: Row, projects: ReadonlyMap<number, number>): Of<"run"> {
  const task = number(row.taskId);
  const at = momentOr(row.timestamp, EPOCH);
  const cost = number(row.cost);
  const session = text(row.sessionId);
  return {
    kind: "run",
    id: String(
      row.id ?? `${session}:${row.timestamp}:${row.inputTokens}:${row.outputTokens}`,
    ).slice(0, 200),
    task_id: task,
    project_id: task === null ? null : (projects.get(task) ?? null),
    agent: (text(row.agentName) ?? session?.split(":")[0] ?? "unknown").slice(0, 100),
    trigger: "direct",
    model: text(row.model),
    tokens_in: whole(row.inputTokens),
    tokens_out: whole(row.outputTokens),
    cost_usd: cost,
    cost_source: cost === null ? "unknown" : "reported",
    details: { imported_from: "mission-control", session, operation: text(row.operation) },
    started_at: at,
    finished_at: at,
    outcome: "succeeded",
  };
}
