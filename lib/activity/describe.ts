import type { EventWire } from "@/lib/events/shapes";

type Described = Pick<EventWire, "type" | "data" | "agent">;

/**
 * What an event says, as one sentence without the actor: "Moved to In progress: Fix login". It stands in the activity screen, in
 * exports and in `description` of GET /api/activities.
 */
export function describeEvent({ type, data, agent }: Described): string {
  const [area = "", verb = ""] = type.split(".");
  const about = SENTENCES[type]?.(data, agent);
  return about ?? `${capital(words(verb))} ${words(area)}${named(data)}`;
}

type Data = Record<string, unknown>;
type Sentence = (data: Data, agent: string | null) => string | undefined;

const SENTENCES: Record<string, Sentence> = {
  "task.created": (data) =>
    `Created task: ${titleOf(data)}${data.follows ? `, to follow ${data.follows}` : ""}`,
  "task.updated": (data) => `Task updated: ${whatChanged(data)}: ${titleOf(data)}`,
  "task.status_changed": (data) =>
    `Moved${fromOf(data)} to ${words(textOf(data.status))}${reasonOf(data)}: ${titleOf(data)}`,
  "task.claimed": (data, agent) => `Claimed for ${data.agent ?? agent}: ${titleOf(data)}`,
  "task.completed": (data) => `Finished: ${titleOf(data)}`,
  "task.escalated": (data) => `Escalated${reasonOf(data)}: ${titleOf(data)}`,
  "task.deleted": (data) => `Deleted task: ${titleOf(data)}`,
  "task.commented": (data) => {
    const { content } = objectOf(data.comment);
    const said = typeof content === "string" ? `: ${oneLine(content)}` : "";
    return `Commented on ${data.ticket_ref}${said}`;
  },
  "task.linked": (data) =>
    `${data.removed ? "Removed" : "Added"} a link: ${data.from} ${data.link_type} ${data.to}`,
  "review.recorded": (data) =>
    `Quality review ${objectOf(data.review).status} for task: ${titleOf(data)}`,
  "review.comments_changed": (data) => {
    const comments = Array.isArray(data.comments) ? data.comments.length : 0;
    return `${capital(textOf(data.change))} ${comments} ${comments === 1 ? "comment" : "comments"} on the work of ${data.ticket_ref}: ${titleOf(data)}`;
  },
  "run.queued": (data, agent) => {
    const by = textOf(objectOf(data.run).asked_by);
    return `Asked ${agent}${by ? ` for ${by}` : ""}`;
  },
  "run.started": (data, agent) => `Started a run of ${agent}${onTask(data)}`,
  "run.updated": (data, agent) => `Reported on a run of ${agent}${onTask(data)}`,
  "run.completed": (data, agent) =>
    `Ended a run of ${agent}${onTask(data)}: ${words(textOf(objectOf(data.run).outcome) || "ended")}`,
  "fan.created": (data) => `Asked several agents${listed(data.agents)}`,
  "fan.picked": (data) => `Picked an answer of several agents${listed(data.agents)}`,
  "request.created": (data, agent) => `${agent} asks${onTask(data)}: ${questionOf(data)}`,
  "request.answered": (data, agent) =>
    `Answered ${agent}${onTask(data)}: ${questionOf(data)}${answerOf(data)}`,
  "request.withdrawn": (data, agent) =>
    `Withdrew a question of ${agent}${onTask(data)}: ${questionOf(data)}`,
  "request.expired": (data, agent) =>
    `Nobody answered ${agent} in time${onTask(data)}: ${questionOf(data)}${answerOf(data)}`,
  "steering.created": (data, agent) => `Said to ${agent}${onTask(data)}: ${messageOf(data)}`,
  "steering.updated": (data, agent) =>
    objectOf(data.message).state === "taken"
      ? `${agent} was given a message${onTask(data)}: ${messageOf(data)}`
      : `Changed a message to ${agent}${onTask(data)}: ${messageOf(data)}`,
  "steering.delivered": (data, agent) =>
    `${agent} heard a message${onTask(data)}: ${messageOf(data)}`,
  "steering.withdrawn": (data, agent) =>
    `Withdrew a message to ${agent}${onTask(data)}: ${messageOf(data)}`,
  "steering.undelivered": (data, agent) =>
    `${agent} was done before it heard a message${onTask(data)}: ${messageOf(data)}`,
  "agent.created": (data, agent) =>
    data.self_registered ? `Agent registered itself: ${agent}` : `Created agent: ${agent}`,
  "agent.updated": (data, agent) => `Agent updated: ${agent}${listed(data.changed)}`,
  "agent.deleted": (_, agent) => `Deleted agent: ${agent}`,
  "agent.status_changed": (data, agent) => `Agent ${agent} is ${words(textOf(data.status))}`,
  "store.updated": (data) =>
    data.version === null
      ? `Removed from the store: ${textOf(data.key)}`
      : `Put into the store: ${textOf(data.key)}`,
  "worker.updated": (data, agent) => {
    const { host } = objectOf(data.worker);
    return `Told worker ${agent} on ${textOf(host)} to ${textOf(data.wanted)}${data.note ? `: ${textOf(data.note)}` : ""}`;
  },
  "schedule.fired": (data) => {
    const ref = objectOf(data.run).ticket_ref;
    return `Schedule fired: ${nameOf(data.schedule)}${ref ? `, ${ref}` : ""}`;
  },
  "schedule.skipped": (data) => {
    const { reason } = objectOf(data.run);
    return `Schedule skipped a time: ${nameOf(data.schedule)}${reason ? ` (${words(textOf(reason))})` : ""}`;
  },
  "trigger.fired": (data) => {
    const ref = objectOf(data.delivery).ticket_ref;
    return `Trigger fired: ${nameOf(data.trigger)}${ref ? `, ${ref}` : ""}`;
  },
  "trigger.failed": (data) => `Trigger failed: ${nameOf(data.trigger)}${whyOf(data.delivery)}`,
  "trigger.limited": (data) =>
    `Trigger reached its limit: ${nameOf(data.trigger)}${whyOf(data.delivery)}`,
  "workflow.run_started": (data) => `Started a run of workflow ${runNameOf(data)}`,
  "workflow.run_updated": (data) => `Run of workflow ${runNameOf(data)}${stagesOf(data)}`,
  "workflow.run_completed": (data) =>
    `Run of workflow ${runNameOf(data)} ${words(textOf(objectOf(data.run).status) || "ended")}`,
  "backup.started": () => "Started a backup",
  "backup.completed": () => "Made a backup",
  "backup.failed": (data) => `A backup failed: ${data.error}`,
  "runtime.updated": (data) => `Runtime settings changed: ${data.runtime ?? "all"}`,
  "limits.updated": (data) => `Limits of the ${textOf(data.scope)} ${textOf(data.name)} changed`,
  "settings.updated": (data) => `Setting changed: ${data.key}`,
  "auth.signed_in": (data) => `Signed in: ${data.username}`,
  "auth.sign_in_failed": (data) =>
    `Sign-in failed: ${data.username ?? "unknown"} (${words(textOf(data.reason))})`,
  "auth.key_created": (data) => `Created key: ${data.name} (${data.key_prefix}…)`,
  "auth.key_revoked": (data) => `Revoked key: ${data.name} (${data.key_prefix}…)`,
  "auth.user_created": (data) => `Created user: ${data.username}`,
  "auth.user_updated": (data) => `User updated: ${data.username}`,
  "alert.fired": (data) => `Alert ${nameOf(data.rule)}: ${data.reason}`,
  "alert.cleared": (data) => `Alert is over: ${nameOf(data.rule)}`,
  "message.sent": (data) => {
    const { to_agent } = objectOf(data.message);
    return `Sent a message${to_agent ? ` to ${to_agent}` : ""}`;
  },
  "webhook.failed": (data) => `Webhook ${data.name} failed: ${data.error}`,
  "webhook.disabled": (data) => `Webhook ${data.name} was disabled: ${data.error}`,
};

/** The kind of object that an event is about, and its id, as existing clients read them; id null where it has none. */
export function subjectOf({ type, data, task_id, run_id }: Subject): {
  type: string;
  id: number | null;
} {
  if (type === "task.commented") return { type: "comment", id: idOf(data.comment) };
  if (type.startsWith("task.")) return { type: "task", id: task_id };
  if (type.startsWith("review.")) return { type: "task", id: task_id };
  if (type.startsWith("run.")) return { type: "run", id: run_id };
  if (type.startsWith("workflow.run_")) return { type: "workflow_run", id: idOf(data.run) };
  if (type.startsWith("request.")) return { type: "request", id: idOf(data.request) };
  if (type.startsWith("auth.key_")) return { type: "api_key", id: idOf(data) };
  if (type.startsWith("auth.")) return { type: "user", id: idOf(data) };
  if (type.startsWith("alert.")) return { type: "alert_rule", id: idOf(data.rule) };
  const [area = ""] = type.split(".");
  return { type: area, id: idOf(data) ?? idOf(data[area]) };
}

type Subject = Pick<EventWire, "type" | "data" | "task_id" | "run_id">;

/** The ticket reference of the task that an event is about; null if it does not say. */
export function taskRefOf({ data }: Pick<EventWire, "data">): string | null {
  const { run, delivery, request } = data;
  const ref =
    data.ticket_ref ??
    objectOf(run).task_ref ??
    objectOf(run).ticket_ref ??
    objectOf(run).root_ref ??
    objectOf(delivery).ticket_ref ??
    objectOf(request).ticket_ref;
  return typeof ref === "string" ? ref : null;
}

const isObject = (value: unknown): value is Data => typeof value === "object" && value !== null;
const objectOf = (value: unknown): Data => (isObject(value) ? value : {});
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const words = (name: string): string => name.replaceAll("_", " ");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function idOf(value: unknown): number | null {
  const { id } = objectOf(value);
  return typeof id === "number" ? id : null;
}

function nameOf(value: unknown): string {
  const { name, id } = objectOf(value);
  return textOf(name) || String(id ?? "?");
}

/** The name of what the event is about, wherever its data has it. */
function named(data: Data): string {
  const own = textOf(data.name) || textOf(data.username);
  const nested = ["profile", "project", "schedule", "trigger", "workflow", "webhook", "rule"].map(
    (kind) => textOf(objectOf(data[kind]).name),
  );
  const name = [own, ...nested].find((each) => each !== "");
  return name ? `: ${name}${listed(data.changed)}` : "";
}

const titleOf = (data: Data): string =>
  textOf(data.title) || textOf(data.ticket_ref) || "a task that is gone";

const fromOf = (data: Data): string =>
  data.previous_status ? ` from ${words(textOf(data.previous_status))}` : "";

function whyOf(delivery: unknown): string {
  const { reason } = objectOf(delivery);
  return reason ? ` (${reason})` : "";
}

const reasonOf = (data: Data): string => (data.reason ? ` (${words(textOf(data.reason))})` : "");

function onTask(data: Data): string {
  const ref = taskRefOf({ data });
  return ref ? ` on ${ref}` : "";
}

/** What somebody said to a run. */
const messageOf = (data: Data): string => oneLine(textOf(objectOf(data.message).text));

/** What a request asks, and what was answered to it. */
const questionOf = (data: Data): string => textOf(objectOf(data.request).title);

function answerOf(data: Data): string {
  const { label, text } = objectOf(objectOf(data.request).answer);
  const said = [textOf(label), oneLine(textOf(text))].filter((part) => part !== "");
  return said.length === 0 ? "" : ` (${said.join(": ")})`;
}

/** `feature, FEAT-012` */
function runNameOf(data: Data): string {
  const { workflow, root_ref } = objectOf(data.run);
  return [workflow, root_ref].map(textOf).filter(Boolean).join(", ");
}

/** What came of its stages: `: plan succeeded, implement active`; one that has items with the number of the item. */
function stagesOf({ stages }: Data): string {
  const said = (Array.isArray(stages) ? stages : []).map((each) => {
    const { name, item, state } = objectOf(each);
    const number = typeof item === "number" ? ` ${item + 1}` : "";
    return `${textOf(name)}${number} ${words(textOf(state))}`;
  });
  const more = said.length > 5 ? ` and ${said.length - 5} more` : "";
  return said.length === 0 ? "" : `: ${said.slice(0, 5).join(", ")}${more}`;
}

function listed(changed: unknown): string {
  const names = Array.isArray(changed) ? changed.map((name) => words(String(name))) : [];
  return names.length > 0 ? ` (${names.join(", ")})` : "";
}

/** Each changed field with its value before and after; long texts and lists by their name alone. */
function whatChanged(data: Data): string {
  if (data.change === "ready") return data.ready ? "is ready" : "waits";
  if (data.change === "progress") return "progress of its steps";
  if (data.reason === "held") return "held back";
  const fields = Object.entries(objectOf(data.changed)).map(([name, change]) => {
    if (!Array.isArray(change) || change.some(isObject)) return words(name);
    const [before, after] = change.map((value) => (value === null ? "none" : String(value)));
    return `${words(name)}: ${oneLine(before ?? "", 40)} → ${oneLine(after ?? "", 40)}`;
  });
  return fields.length > 0 ? fields.join(", ") : words(textOf(data.reason) || "nothing visible");
}

function oneLine(text: string, most = 120): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
