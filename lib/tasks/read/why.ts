import { type AgentRow, presenceOf } from "@/lib/agents/row";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { fix, reason } from "@/lib/core/reasons";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import type { HeldUpReason, TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";
import { getTask } from "./detail";

/** What decides whether an agent takes its work: none of it if nobody registered the name. */
export interface Holder {
  presence: string;
  /** Unix seconds; null if it was never seen. */
  lastSeen: number | null;
  inProgress: number;
  maxCapacity: number;
  /** Since when it is given nothing new, and why. */
  paused: { since: number; note: string | null } | null;
}

/** A question of the task's open run. */
export interface OpenQuestion {
  id: number;
  state: "waiting" | "answered";
  /** Empty for every operator. */
  mayAnswer: string[];
  /** Since when it waits, or since when it is answered. */
  since: number;
  until: number | null;
}

/** Why a task does not go on now, in the order in which the reasons hold it up: at least one. */
export async function whyTask(
  ctx: Context,
  ref: TaskRef,
): Promise<{ task: TaskRow; reasons: HeldUpReason[] }> {
  const { task, waitingOn } = await getTask(ctx, ref);
  const asked = task.run_id === null ? null : await askedBy(ctx, task);
  return {
    task,
    reasons: reasonsOf(taskToWire(task, waitingOn), await holderOf(ctx, task), asked),
  };
}

/** The question that the task's open run waits for, or has an answer to and has not gone on yet. Index: runs_pkey, requests_run_id_idx. */
async function askedBy(
  { db }: Context,
  { run_id, request_id }: TaskRow,
): Promise<OpenQuestion | null> {
  const [asked] = await db.$queryRaw<
    {
      id: number;
      state: OpenQuestion["state"];
      may_answer: string[];
      since: Date;
      until: Date | null;
    }[]
  >`
    SELECT q.id, r.state::text AS state, q.may_answer, COALESCE(q.closed_at, q.created_at) AS since, q.deadline_at AS until
    FROM runs r JOIN requests q ON q.run_id = r.id
    WHERE r.id = ${run_id}::int AND r.outcome IS NULL AND r.state <> 'running'
      AND (q.id = ${request_id}::int OR ${request_id}::int IS NULL)
    ORDER BY q.id DESC LIMIT 1`;
  if (!asked) return null;
  const { id, state, may_answer: mayAnswer, since, until } = asked;
  return { id, state, mayAnswer, since: toUnixSeconds(since), until: toUnixSeconds(until) };
}

/** Index: agents_name_key. */
async function holderOf(ctx: Context, { assigned_to: name }: TaskRow): Promise<Holder | null> {
  if (name === null) return null;
  const [agent] = await ctx.db.$queryRaw<
    (Pick<AgentRow, "runtime" | "status" | "in_progress" | "max_capacity" | "pause_note"> & {
      seen: Date | null;
      paused: Date | null;
    })[]
  >`
    SELECT runtime::text AS runtime, status, in_progress, max_capacity, pause_note,
      last_seen_at AS seen, paused_at AS paused FROM agents
    WHERE name = ${name}`;
  if (!agent) return null;
  const { seen, paused, pause_note, in_progress, max_capacity } = agent;
  const last_seen_at = seen?.toISOString() ?? null;
  return {
    presence: presenceOf({ ...agent, last_seen_at }, ctx.clock.now()),
    lastSeen: seen === null ? null : Math.floor(seen.getTime() / 1000),
    inProgress: in_progress,
    maxCapacity: max_capacity,
    paused: paused && { since: toUnixSeconds(paused), note: pause_note },
  };
}

/** What it waits for, as a sentence. */
const waits = (message: string): string => `It waits: ${message}.`;

/** The reasons in the order in which they hold the task up. Pure. */
export function reasonsOf(
  task: TaskWire,
  holder: Holder | null,
  asked: OpenQuestion | null = null,
): HeldUpReason[] {
  const { ticket_ref: ref } = task;
  if (task.archived_at !== null)
    return [
      reason("archived", "It is archived, so nobody is given it.", {
        since: task.archived_at,
        fix: fix("Take it out of the archive", {
          href: page(ref),
          command: `mc tasks update ${ref} --archived false`,
        }),
      }),
    ];
  switch (task.status) {
    case "done":
    case "cancelled":
      return [reason(task.status, `It is ${task.status}; nothing is left to do.`)];
    case "failed":
      return [
        reason("failed", `It failed: ${task.error_message ?? "no error was given"}`, {
          since: task.status_changed_at,
          fix: retry(ref, `mc tasks retry ${ref} "what to do differently"`),
        }),
      ];
    case "review":
      return [
        reason(
          "review",
          `It waits for a verdict (round ${task.review_cycles + 1} of ${ATTEMPT_LIMITS.reviewCycles}).`,
          {
            since: task.status_changed_at,
            fix: fix("Review it", {
              href: page(ref),
              command: `mc reviews approve ${ref} "why it is good"`,
            }),
          },
        ),
      ];
    case "blocked":
      return [blockedReason(task)];
    case "in_progress":
      if (asked) return [questionReason(task, asked)];
      return [
        reason("in_progress", `${task.claimed_by ?? "Somebody"} works on it.`, {
          since: task.claimed_at,
          until: task.lease_expires_at,
          fix: fix("Look at what it does", { href: page(ref), command: `mc tasks runs ${ref}` }),
        }),
      ];
    default:
      return waitingReasons(task, holder);
  }
}

const page = (ref: string): string => `/tasks/${ref}`;

const retry = (ref: string, command = `mc tasks retry ${ref}`) =>
  fix("Retry it", { href: page(ref), command });

function blockedReason(task: TaskWire): HeldUpReason {
  const { ticket_ref: ref, dispatch_hold: hold, status_changed_at: since } = task;
  if (hold?.code === "limit") {
    return reason("stopped_at_limit", `It was stopped at a limit: ${ended(hold.message)}`, {
      since,
      fix: fix("Retry it, raise the limit first, or give it to another agent", {
        href: page(ref),
        command: `mc tasks retry ${ref}`,
      }),
    });
  }
  const sentence = `It is blocked: ${task.blocked_reason ?? "no reason was given"}`;
  return reason("blocked", sentence, { since, fix: retry(ref) });
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function questionReason({ claimed_by }: TaskWire, asked: OpenQuestion): HeldUpReason {
  const { id, since, until, mayAnswer } = asked;
  if (asked.state === "answered")
    return reason(
      "answered",
      `It was answered: ${claimed_by ?? "its agent"} goes on with it next.`,
      { request_id: id, since },
    );
  const whose = mayAnswer.length === 0 ? "your answer" : `the answer of ${mayAnswer.join(" or ")}`;
  return reason("waits_for_answer", `Waits for ${whose}.`, {
    request_id: id,
    since,
    until,
    fix: fix("Answer it", { href: "/inbox", command: `mc requests show ${id}` }),
  });
}

/** Where the cause of a dispatch block is put right. */
function holdFix({ ticket_ref: ref, dispatch_hold: hold }: TaskWire) {
  switch (hold?.code) {
    case "budget_exceeded":
      return fix("Raise the budget", {
        href: "/settings?tab=costs",
        command: "mc raw GET /api/budgets",
      });
    case "no_model":
      return fix("Set a model", { href: "/settings?tab=models", command: null });
    case "configuration":
    case "unavailable":
      return fix("Set the runtime up", { href: "/settings?tab=runtimes", command: "mc doctor" });
    default:
      return retry(ref);
  }
}

function waitingReasons(task: TaskWire, holder: Holder | null): HeldUpReason[] {
  const { ticket_ref: ref } = task;
  const reasons: HeldUpReason[] = task.waiting_on.map(({ reason: code, message, ticket_ref }) =>
    code === "scheduled"
      ? reason(code, "It has a start time, which is to come.", {
          until: task.scheduled_for,
          fix: fix("Change when it starts", { href: page(ref), command: null }),
        })
      : reason(code, waits(message), {
          ticket_ref,
          fix:
            ticket_ref === null
              ? null
              : fix(`Look at ${ticket_ref}`, {
                  href: page(ticket_ref),
                  command: `mc why ${ticket_ref}`,
                }),
        }),
  );
  if (task.kind === "group")
    reasons.push(
      reason("group", "It is a group: what is below it is worked on, not the group itself.", {
        fix: fix("Look at what is below it", {
          href: page(ref),
          command: `mc tasks children ${ref}`,
        }),
      }),
    );
  if (task.dispatch_hold) {
    const { message, since, next_at: until } = task.dispatch_hold;
    reasons.push(reason("dispatch_hold", ended(message), { since, until, fix: holdFix(task) }));
  }
  if (task.next_attempt_at !== null)
    reasons.push(
      reason("retry", "It is tried again later.", {
        until: task.next_attempt_at,
        fix: fix("Try it now", { href: page(ref), command: `mc tasks retry ${ref}` }),
      }),
    );
  reasons.push(...holderReasons(task.assigned_to, holder));
  if (reasons.length > 0) return reasons;
  if (task.command_ready) return [commandReason(task)];
  if (!task.claimable)
    return [
      reason("not_claimable", `It is ${task.status}, and polls are not given work in this state.`),
    ];
  const triage = task.assigned_to === null ? noCapability(task) : null;
  if (triage) return [triage];
  return [
    task.assigned_to === null
      ? reason("pool", "Nothing holds it up: the next poll for work may get it.")
      : reason(
          "next_poll",
          `Nothing holds it up: it waits for the next poll of ${task.assigned_to}.`,
        ),
  ];
}

/** Only workers that run commands get it, whoever else polls. */
const commandReason = ({ assigned_to: agent, work_type: type }: TaskWire): HeldUpReason =>
  reason("waits_for_commands", "It waits for a worker started with --commands.", {
    fix: fix("Start one where its command may run", {
      href: "/workers",
      command: `mc worker --name ${agent ?? "runner"}${agent === null && type !== null ? ` --type ${type}` : ""} --commands`,
    }),
  });

/** What auto-triage found out, if it found no agent. */
function noCapability({ ticket_ref: ref, metadata }: TaskWire): HeldUpReason | null {
  const triage = metadata.triage as { agent?: unknown; reason?: unknown } | undefined;
  if (typeof triage?.reason !== "string" || (triage.agent ?? null) !== null) return null;
  return reason("no_capability", `No agent fits it: ${ended(triage.reason)}`, {
    fix: fix("Give it to an agent, or add the capability to one", {
      href: page(ref),
      command: `mc tasks update ${ref} --assigned-to AGENT`,
    }),
  });
}

function holderReasons(name: string | null, holder: Holder | null): HeldUpReason[] {
  if (name === null) return [];
  const href = `/agents/${encodeURIComponent(name)}`;
  if (!holder)
    return [
      reason("unknown_agent", `No agent is named ${name} yet.`, {
        fix: fix("Register it, or give the task to another", {
          href: "/agents",
          command: `mc agents register ${name}`,
        }),
      }),
    ];
  const reasons: HeldUpReason[] = [];
  if (holder.paused)
    reasons.push(
      reason(
        "agent_paused",
        `${name} is paused${holder.paused.note ? `: ${ended(holder.paused.note)}` : "."}`,
        {
          since: holder.paused.since,
          fix: fix("Resume it", { href, command: `mc agents resume ${name}` }),
        },
      ),
    );
  if (holder.presence === "offline")
    reasons.push(
      reason("offline", `${name} is offline.`, {
        since: holder.lastSeen,
        fix: fix("Start it, or give the task to another", { href, command: `mc why ${name}` }),
      }),
    );
  if (holder.inProgress >= holder.maxCapacity) {
    const held = `${name} holds ${holder.inProgress} of ${holder.maxCapacity} tasks.`;
    reasons.push(
      reason("at_capacity", held, {
        fix: fix("Look at what it holds", {
          href,
          command: `mc tasks list --assigned-to ${name} --status in_progress`,
        }),
      }),
    );
  }
  return reasons;
}
