import { createHash } from "node:crypto";
import { alertsFiring, type FiringAlert } from "@/lib/alerts/rules";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { excerpt } from "@/lib/events/excerpt";
import { type TroubledWebhook, webhooksInTrouble } from "@/lib/webhooks/row";
import {
  agentsPausedByBaton,
  type BlockedTasks,
  backupsInTrouble,
  dispatchBlocks,
  type RefusedRuntime,
  refusedRuntimes,
  reviewsThatWait,
  type ScheduleTrouble,
  type SilentAgent,
  type StoppedTask,
  schedulesInTrouble,
  silentAgents,
  stoppedTasks,
  type TriggerTrouble,
  triggersInTrouble,
  type UnheardMessages,
  unheardMessages,
  untriaged,
} from "./notices.sql";

/** Something that keeps work from going on and needs a person. */
export interface Notice {
  /** Stays the same while the problem lasts, so that a browser can remember that it was dismissed. */
  id: string;
  kind:
    | "budget"
    | "runtime"
    | "review"
    | "triage"
    | "agent"
    | "schedule"
    | "trigger"
    | "webhook"
    | "backup"
    | "alert";
  severity: "error" | "warning" | "info";
  title: string;
  message: string;
  /** The number of tasks affected. */
  count: number;
  /** The page where it can be fixed. */
  href: string;
  since: Date;
  /** For an agent that does not ask for its work: when it was last seen, null if never. Whoever reads it has a time zone. */
  seenAt?: Date | null;
}

const RUNTIME_NAMES: Record<string, string> = {
  openclaw: "OpenClaw",
  anthropic: "Anthropic",
  openai: "OpenAI",
};

/**
 * Lists what delays work now, most severe first: budgets without room, runtimes that refuse requests, reviews that wait
 * for settings, tasks that fit no agent, agents that stopped polling or that Baton paused, work that was stopped at a limit, messages that
 * no run heard, schedules in trouble, alerts that
 * fire, and for admins triggers in trouble, webhooks and backups that fail. Nothing is stored: a notice disappears with its cause.
 * A key limited to a project sees only that project's tasks.
 */
export async function listNotices(ctx: Context): Promise<Notice[]> {
  authorize(ctx.actor, "task.read");
  const [
    blocked,
    refused,
    reviews,
    triage,
    silent,
    schedules,
    triggers,
    alerts,
    webhooks,
    backups,
    stopped,
    paused,
    unheard,
  ] = await Promise.all([
    dispatchBlocks(ctx.db, ctx.actor),
    refusedRuntimes(ctx.db, ctx.actor),
    reviewsThatWait(ctx.db, ctx.actor),
    untriaged(ctx.db, ctx.actor),
    silentAgents(ctx.db, ctx.actor),
    schedulesInTrouble(ctx.db, ctx.actor),
    triggersInTrouble(ctx.db, ctx.actor),
    alertsFiring(ctx),
    webhooksInTrouble(ctx),
    backupsInTrouble(ctx.db, ctx.actor),
    stoppedTasks(ctx.db, ctx.actor),
    agentsPausedByBaton(ctx.db, ctx.actor),
    unheardMessages(ctx.db, ctx.actor),
  ]);
  const isKnown = ({ message }: BlockedTasks): boolean =>
    refused.some(({ reason }) => message.includes(reason));
  const notices = [
    ...refused.map(ofRuntime),
    ...blocked
      .filter((block) => block.code === "budget_exceeded" || !isKnown(block))
      .map(noticeOfBlock),
    ...reviews.map(({ content, count, since }) =>
      notice("review", "warning", "Reviews wait", content, { count, since, href: "/reviews" }),
    ),
    ...triage.map(({ count, since, project }) =>
      notice(
        "triage",
        "info",
        "No agent fits",
        `${count === 1 ? "1 task" : `${count} tasks`} of ${project} ${count === 1 ? "fits" : "fit"} no agent. Give them to one by hand, or add the capability.`,
        { key: project, count, since, href: "/agents" },
      ),
    ),
    ...silent.map(ofSilent),
    ...stopped.map(ofStopped),
    ...paused.map(({ name, note, since }) =>
      notice("agent", "warning", `${name} was paused`, ended(note), {
        key: `paused:${name}:${since.getTime()}`,
        count: 1,
        since,
        href: `/agents/${encodeURIComponent(name)}`,
      }),
    ),
    ...unheard.map(ofUnheard),
    ...schedules.map(ofSchedule),
    ...triggers.map(ofTrigger),
    ...alerts.map(ofAlert),
    ...webhooks.map(ofWebhook),
    ...backups.map(({ error, since, count }) =>
      notice("backup", "error", "Backups fail", sentence(error), {
        key: String(since.getTime()),
        count,
        since,
        href: "/settings?tab=scheduler",
      }),
    ),
  ];
  return notices.sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count);
}

const RANK: Record<Notice["severity"], number> = { error: 0, warning: 1, info: 2 };

function ofRuntime({ runtime, reason, cause, count, since }: RefusedRuntime): Notice {
  const isOut = cause === "outage";
  const title = `${RUNTIME_NAMES[runtime] ?? runtime} ${isOut ? "is out of reach" : "refuses work"}`;
  const key = `${runtime}:${reason}`;
  return notice("runtime", isOut ? "warning" : "error", title, sentence(reason), {
    key,
    count,
    since,
    href: "/settings?tab=runtimes",
  });
}

function noticeOfBlock({
  code,
  message,
  scope,
  name,
  project_id,
  count,
  since,
}: BlockedTasks): Notice {
  if (code === "budget_exceeded") {
    const day = since.toISOString().slice(0, 10);
    const title =
      name === null
        ? "The daily budget has no room"
        : `The ${scope.endsWith("day") ? "daily " : ""}budget of ${name} has no room`;
    const href = scope.startsWith("agent")
      ? `/agents/${encodeURIComponent(name ?? "")}`
      : scope.startsWith("project")
        ? `/settings?tab=projects&edit=${project_id}`
        : "/settings?tab=costs";
    // The title already names the budget.
    const figures = message.replace(/^The .*? has no room: /, "");
    return notice("budget", "warning", title, figures, {
      key: `${scope}:${name}:${day}`,
      count,
      since,
      href,
    });
  }
  if (code === "released") {
    const rest = { count, since, href: "/board" };
    return notice("agent", "warning", "Work was put back", ended(message), rest);
  }
  const href = code === "no_model" ? "/settings?tab=models" : "/settings?tab=runtimes";
  // The message begins with the agent's name, whose case must not change.
  return notice("runtime", "error", "Agents cannot be given work", ended(message), {
    count,
    since,
    href,
  });
}

function ofSilent({ agent, seen, isKnown, count, since }: SilentAgent): Notice {
  const title = `${agent} does not ask for its work`;
  const message = isKnown
    ? "Nobody else takes what is assigned to it."
    : "There is no agent of that name. Start one that asks for it, or assign the work to another.";
  const href = isKnown
    ? `/agents/${encodeURIComponent(agent)}`
    : `/board?assignee=${encodeURIComponent(agent)}`;
  const known = isKnown ? { seenAt: seen } : {};
  return notice("agent", "info", title, message, { key: agent, count, since, href, ...known });
}

function ofStopped({ ticket_ref, message, since }: StoppedTask): Notice {
  const text = `${ended(message)} Retry it, raise its limit first, or give it to another agent.`;
  return notice("agent", "warning", `${ticket_ref} was stopped at a limit`, text, {
    key: `stopped:${ticket_ref}:${since.getTime()}`,
    count: 1,
    since,
    href: `/tasks/${ticket_ref}`,
  });
}

function ofUnheard({ run_id, agent, ticket_ref, by, text, count, since }: UnheardMessages): Notice {
  const said = count === 1 ? `what ${by} said` : `${count} messages`;
  const next =
    ticket_ref === null ? "Ask it again with that." : "The next attempt at the task is told of it.";
  const message = `“${excerpt(text)}” was not heard. ${next}`;
  return notice("agent", "info", `${agent} was done before it heard ${said}`, message, {
    key: `unheard:${run_id}`,
    count,
    since,
    href: ticket_ref === null ? `/agents/${encodeURIComponent(agent)}` : `/tasks/${ticket_ref}`,
  });
}

function ofSchedule({ id, name, trouble, message, since }: ScheduleTrouble): Notice {
  const [severity, title, text] = scheduleWords(name, trouble, message);
  const key = `${id}:${trouble}:${trouble === "outlived" ? message : ""}`;
  const href = `/schedules?open=${id}`;
  return notice("schedule", severity, title, text, { key, count: 1, since, href });
}

function scheduleWords(
  name: string,
  trouble: ScheduleTrouble["trouble"],
  message: string,
): [Notice["severity"], string, string] {
  switch (trouble) {
    case "paused":
      return ["error", `The schedule ${name} paused itself`, sentence(message)];
    case "failing":
      return ["error", `The schedule ${name} cannot create its task`, ended(message)];
    case "overdue":
      return [
        "error",
        `The schedule ${name} is overdue`,
        "No process runs jobs: BATON_ROLE must be all or jobs in one of them.",
      ];
    case "no_next_date":
      return [
        "info",
        `The schedule ${name} has no further date`,
        "Change when it fires, or remove it.",
      ];
    case "outlived":
      return [
        "warning",
        `${message} has been open for too long`,
        `The schedule ${name} goes on without waiting for it. Finish or cancel it.`,
      ];
  }
}

function ofTrigger({ id, name, trouble, message, since }: TriggerTrouble): Notice {
  const isFailing = trouble === "failing";
  const title = isFailing
    ? `The trigger ${name} cannot create its task`
    : `The trigger ${name} was held back`;
  return notice("trigger", isFailing ? "error" : "warning", title, sentence(message), {
    key: `${id}:${trouble}:${since.getTime()}`,
    count: 1,
    since,
    href: "/settings?tab=triggers",
  });
}

function ofAlert({ id, name, reason, since }: FiringAlert): Notice {
  const rest = { key: `${id}:${since.getTime()}`, count: 1, since, href: "/activity?types=alert" };
  return notice("alert", "warning", name, sentence(reason), rest);
}

function ofWebhook({ id, name, enabled, failingSince, lastError }: TroubledWebhook): Notice {
  const title = enabled ? `The webhook ${name} fails` : `The webhook ${name} was disabled`;
  const error = sentence(lastError ?? "no attempt succeeded");
  const message = enabled ? error : `Every attempt of five days failed. ${error}`;
  return notice("webhook", enabled ? "warning" : "error", title, message, {
    key: `${id}:${enabled}:${failingSince.getTime()}`,
    count: 1,
    since: failingSince,
    href: "/settings?tab=webhooks",
  });
}

interface Rest extends Pick<Notice, "count" | "since" | "href" | "seenAt"> {
  /** Identifies the problem; the message does if this is absent. */
  key?: string;
}

function notice(
  kind: Notice["kind"],
  severity: Notice["severity"],
  title: string,
  message: string,
  { key = message, ...rest }: Rest,
): Notice {
  const id = `${kind}-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
  return { id, kind, severity, title, message, ...rest };
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const sentence = (text: string): string => ended(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
