import { activityInWords } from "@/components/tasks/talk/activity-words";
import type { EventWire } from "@/lib/events/shapes";

/** The text of an agent's event, between the actor's name and the task. */
export function agentEventInWords(event: EventWire): string {
  const { type, data, agent } = event;
  switch (type) {
    case "agent.created":
      return data.self_registered ? `registered ${agent}` : `added ${agent}`;
    case "agent.updated":
      return `changed ${changedIn(data)}`;
    case "agent.status_changed":
      return `saw ${agent} go ${data.previous_status ? `from ${String(data.previous_status)} to ` : ""}${String(data.status)}`;
    case "agent.deleted":
      return `deleted ${agent}`;
    case "task.claimed":
      return "claimed";
    case "task.completed":
      return "finished";
    case "task.created":
      return `created, for ${agent},`;
    case "task.commented":
      return "commented on";
    case "run.started":
      return "started a run of";
    case "run.completed":
    case "review.recorded":
      return `${activityInWords(event).replace(/: (.+)$/, " ($1)")} ${type === "run.completed" ? "of" : "on"}`;
    default:
      return activityInWords(event).replace(/\bit\b/, "the task");
  }
}

/** The task of an event, by its usual name. */
export function taskRefOf({ data }: EventWire): string | null {
  const run = data.run as { task_ref?: string | null } | undefined;
  const ref = data.ticket_ref ?? run?.task_ref;
  return typeof ref === "string" ? ref : null;
}

const COLUMNS: Record<string, string> = {
  soul_content: "the SOUL",
  max_capacity: "the capacity",
  config: "the models",
  working_memory: "the notes",
  last_activity: "what it is doing",
  session_key: "the session key",
};

function changedIn(data: Record<string, unknown>): string {
  const changed = Array.isArray(data.changed) ? data.changed.map(String) : [];
  const words = changed.map((column) => COLUMNS[column] ?? `the ${column.replaceAll("_", " ")}`);
  return words.length > 0 ? new Intl.ListFormat("en").format(words) : "it";
}
