import type { Answer } from "@/client/client";

type Task = Answer<"tasks.list">["tasks"][number];
type Agent = Answer<"agents.list">["agents"][number];
export type Status = Task["status"];

/** What is shown of a task. */
export type TaskLine = Pick<
  Task,
  | "id"
  | "ticket_ref"
  | "title"
  | "status"
  | "priority"
  | "assigned_to"
  | "review_cycles"
  | "status_changed_at"
> & {
  /** Why it is blocked or failed; null where nothing was said, or only an event was heard of it. */
  reason: string | null;
};

/** What is shown of an agent. */
export type AgentLine = Pick<
  Agent,
  "id" | "name" | "status" | "role" | "in_progress" | "max_capacity" | "last_activity"
>;

/** What is shown of an event. */
export interface EventLine {
  /** Counted from the first one that came. */
  seq: number;
  /** Milliseconds. */
  at: number;
  type: string;
  /** Of the task that it is about. */
  taskRef: string | null;
  text: string;
  actor: string;
}

export type Link =
  | { state: "connecting" }
  | { state: "connected" }
  /** `at` is when it is tried again, in milliseconds. */
  | { state: "lost"; message: string; at: number };

/** Everything that Baton said so far. */
export interface Model {
  link: Link;
  version: string;
  caller: string;
  counts: Partial<Record<Status, number>>;
  tasks: Map<number, TaskLine>;
  agents: AgentLine[];
  /** The newest last. */
  stream: EventLine[];
}

/** What a page of reads brought. */
export interface Snapshot {
  counts: Model["counts"];
  tasks: readonly Task[];
  agents: readonly Agent[];
}

const MOST_EVENTS = 500;
const NEEDING: readonly Status[] = ["review", "failed", "blocked"];
const WORKING: readonly Status[] = ["in_progress", "assigned", "inbox"];

export const emptyModel = (): Model => ({
  link: { state: "connecting" },
  version: "",
  caller: "",
  counts: {},
  tasks: new Map(),
  agents: [],
  stream: [],
});

const taskLine = (task: Task): TaskLine => ({
  id: task.id,
  ticket_ref: task.ticket_ref,
  title: task.title,
  status: task.status,
  priority: task.priority,
  assigned_to: task.assigned_to,
  review_cycles: task.review_cycles,
  status_changed_at: task.status_changed_at,
  reason: (task.status === "failed" ? task.error_message : task.blocked_reason) ?? null,
});

/** Replaces what was known by what was read. */
export function applySnapshot(model: Model, { counts, tasks, agents }: Snapshot): void {
  model.counts = counts;
  model.tasks = new Map(tasks.map((task) => [task.id, taskLine(task)]));
  model.agents = agents.map(
    ({ id, name, status, role, in_progress, max_capacity, last_activity }) => ({
      id,
      name,
      status,
      role,
      in_progress,
      max_capacity,
      last_activity,
    }),
  );
}

/** An event as it comes over the stream. */
interface WireEvent {
  type?: unknown;
  timestamp: number;
  actor?: { name?: unknown } | null;
  agent?: unknown;
  data?: Record<string, unknown> | null;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Adds an event to the stream, and shows what it says of its task or agent until that is read again. */
export function applyEvent(model: Model, json: string): void {
  const event = JSON.parse(json) as WireEvent;
  const type = text(event.type);
  const data = event.data ?? {};
  const taskRef = text(data.ticket_ref) || text(data.task_ref);
  model.stream.push({
    seq: (model.stream.at(-1)?.seq ?? 0) + 1,
    at: Number(event.timestamp) || 0,
    type,
    taskRef: taskRef === "" ? null : taskRef,
    text: wordsOf(type, data),
    actor: text(event.actor?.name) || text(event.agent),
  });
  if (model.stream.length > MOST_EVENTS) model.stream.splice(0, model.stream.length - MOST_EVENTS);
  applyChange(model, json);
}

/** Shows what an event says of its task or agent alone. */
export function applyChange(model: Model, json: string): void {
  const { type: given, data: said } = JSON.parse(json) as WireEvent;
  const [type, data] = [text(given), said ?? {}];
  if (type.startsWith("task.")) applyTask(model, type, data);
  if (type.startsWith("agent.")) applyAgent(model, type, data);
}

function wordsOf(type: string, data: Record<string, unknown>): string {
  const status = text(data.status);
  const words = text(data.title) || text(data.name) || text(data.message);
  return type === "task.status_changed" && status !== "" ? `${status}: ${words}` : words;
}

function applyTask(model: Model, type: string, data: Record<string, unknown>): void {
  const { id } = data;
  if (typeof id !== "number" || typeof data.status !== "string") {
    if (type === "task.deleted" && typeof id === "number") forget(model, id);
    return;
  }
  const known = model.tasks.get(id);
  const status = data.status as Status;
  const before = (text(data.previous_status) || known?.status) as Status | "";
  if (before !== status) {
    if (before !== "") count(model, before, -1);
    count(model, status, 1);
  }
  if (status === "done" || status === "cancelled" || (data.archived_at ?? null) !== null) {
    model.tasks.delete(id);
    return;
  }
  model.tasks.set(id, {
    id,
    ticket_ref: text(data.ticket_ref),
    title: text(data.title),
    status,
    priority: data.priority as TaskLine["priority"],
    assigned_to: text(data.assigned_to) || null,
    review_cycles: Number(data.review_cycles) || 0,
    status_changed_at: Number(data.status_changed_at) || null,
    reason: text(data.blocked_reason) || (known?.status === status ? known.reason : null),
  });
}

function forget(model: Model, id: number): void {
  const known = model.tasks.get(id);
  if (!known) return;
  count(model, known.status, -1);
  model.tasks.delete(id);
}

function count(model: Model, status: Status, by: number): void {
  model.counts = { ...model.counts, [status]: Math.max(0, (model.counts[status] ?? 0) + by) };
}

function applyAgent(model: Model, type: string, data: Record<string, unknown>): void {
  const { id } = data;
  if (type === "agent.deleted") model.agents = model.agents.filter((agent) => agent.id !== id);
  else
    model.agents = model.agents.map((agent) =>
      agent.id === id && typeof data.status === "string"
        ? { ...agent, status: data.status as AgentLine["status"] }
        : agent,
    );
}

/** What needs a person, by what has waited longest for them: verdicts, then failures and blocks. */
export function requestsOf({ tasks }: Model): TaskLine[] {
  const rank = ({ status }: TaskLine) => NEEDING.indexOf(status);
  return [...tasks.values()]
    .filter((task) => rank(task) >= 0)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || (a.status_changed_at ?? 0) - (b.status_changed_at ?? 0) || a.id - b.id,
    );
}

const PRIORITIES = ["critical", "high", "medium", "low"];

/** The tasks that are worked on, then those that wait for an agent. */
export function boardOf({ tasks }: Model): TaskLine[] {
  const place = ({ status }: TaskLine) => WORKING.indexOf(status);
  return [...tasks.values()]
    .filter((task) => place(task) >= 0)
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
        a.id - b.id,
    );
}

const PRESENCES = ["busy", "online", "idle", "offline"];

/** The agents: those that work first. */
export function fleetOf({ agents }: Model): AgentLine[] {
  return [...agents].sort(
    (a, b) =>
      PRESENCES.indexOf(a.status) - PRESENCES.indexOf(b.status) || a.name.localeCompare(b.name),
  );
}
