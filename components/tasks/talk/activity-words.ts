import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import type { EventWire } from "@/lib/events/shapes";
import type { RequestEventWire } from "@/lib/requests/shapes";

/** The text of an event, to follow the actor's name. */
export function activityInWords({ type, data }: EventWire): string {
  const word = (name: string): string | null => {
    const value = data[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const status = STATUS[data.status as TaskStatus]?.label;
  const before = STATUS[data.previous_status as TaskStatus]?.label;
  const reason = word("reason") ? ` (${word("reason")?.replaceAll("_", " ")})` : "";
  switch (type) {
    case "task.created":
      return word("follows") ? `created it, to follow ${word("follows")}` : "created it";
    case "task.claimed":
      return `claimed it${word("agent") ? ` for ${word("agent")}` : ""}`;
    case "task.completed":
      return "finished it";
    case "task.status_changed":
      if (word("reason") === "auto_triage") return `gave it to ${word("agent")}: ${word("why")}`;
      return `moved it from ${before ?? "?"} to ${status ?? "?"}${data.override ? ", as an override" : ""}${reason}`;
    case "task.updated":
      if (word("change") === "ready") return data.ready ? "made it ready" : "made it wait";
      if (word("change") === "triage") return "found nobody for it";
      if (word("change") === "progress") return "moved its progress";
      if (word("reason") === "held") return `holds it back${heldBy(data)}`;
      return `changed it${reason}`;
    case "task.commented":
      return "commented";
    case "task.linked":
      return `${data.removed ? "removed" : "added"} a link: ${word("from")} ${word("link_type")} ${word("to")}`;
    case "task.escalated":
      return `escalated it${reason}`;
    case "review.recorded":
      return `gave a verdict${reviewStatus(data)}`;
    case "request.created":
      return `asks: ${requestTitle(data)}`;
    case "request.answered":
      return `answered: ${requestTitle(data)}`;
    case "request.withdrawn":
      return `withdrew a question: ${requestTitle(data)}`;
    case "request.expired":
      return `got no answer in time: ${requestTitle(data)}`;
    case "steering.created":
      return `said to it while it works: ${messageText(data)}`;
    case "steering.updated":
      return messageState(data) === "taken"
        ? `was given a message: ${messageText(data)}`
        : `changed a message: ${messageText(data)}`;
    case "steering.delivered":
      return `heard a message: ${messageText(data)}`;
    case "steering.withdrawn":
      return `withdrew a message: ${messageText(data)}`;
    case "steering.undelivered":
      return `was done before it heard a message: ${messageText(data)}`;
    case "run.started":
      return "started a run";
    case "run.updated":
      return "reported on a run";
    case "run.completed":
      return `ended a run${runOutcome(data)}`;
    case "review.comments_changed":
      return `${data.change} comments on the work`;
    default:
      return type.replace(".", " ").replaceAll("_", " ");
  }
}

function heldBy(data: Record<string, unknown>): string {
  const message = (data.dispatch_hold as { message?: string } | null | undefined)?.message;
  return message ? `: ${message}` : "";
}

/** What a request asks, and what was answered to it. */
function requestTitle(data: Record<string, unknown>): string {
  const { title, answer } = Object(data.request) as Partial<RequestEventWire>;
  const words = answer?.label ?? answer?.text;
  return `“${title ?? "?"}”${words ? ` with “${words}”` : ""}`;
}

function messageText(data: Record<string, unknown>): string {
  const { text = "?" } = Object(data.message) as { text?: string };
  return `“${text}”`;
}

const messageState = (data: Record<string, unknown>): string | undefined =>
  (Object(data.message) as { state?: string }).state;

function reviewStatus(data: Record<string, unknown>): string {
  const review = data.review as { status?: string } | undefined;
  const status = review?.status ?? (data.verdict as string | undefined);
  return status ? `: ${status}` : "";
}

function runOutcome(data: Record<string, unknown>): string {
  const outcome = (data.run as { outcome?: string | null } | undefined)?.outcome;
  return outcome ? `: ${outcome.replaceAll("_", " ")}` : "";
}
