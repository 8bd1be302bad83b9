import type { Context } from "@/lib/core/context";
import { fix, reason } from "@/lib/core/reasons";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import type { HeldUpReason, TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";
import { getTask } from "./detail";
import { type Holder, holderOf, holderReasons, isSomebody, type Nobody } from "./why-holder";
import { ledReasons } from "./why-led";
import { type Pool, poolOf } from "./why-pool";
import { askedBy, type OpenQuestion, questionReason } from "./why-question";

/** The failed task because of which another is blocked. */
export interface Cause {
  ticket_ref: string;
  error: string | null;
}

/** Why a task does not go on now, in the order in which the reasons hold it up: at least one. */
export async function whyTask(
  ctx: Context,
  ref: TaskRef,
): Promise<{ task: TaskRow; reasons: HeldUpReason[] }> {
  const { task, waitingOn } = await getTask(ctx, ref);
  const asked = task.run_id === null ? null : await askedBy(ctx, task);
  const cause = task.blocked_by_id === null ? null : await causeOf(ctx, task);
  return {
    task,
    reasons: reasonsOf(taskToWire(task, waitingOn), await holderOf(ctx, task), {
      asked,
      cause,
      pool: await poolOf(ctx, task),
      led: await ledReasons(ctx, task),
    }),
  };
}

/** The failure at the beginning of the chain that blocks the task; without its words in another project. Index: tasks_pkey. */
async function causeOf(
  { db }: Context,
  { blocked_by_id, project_id }: TaskRow,
): Promise<Cause | null> {
  const [cause] = await db.$queryRaw<Cause[]>`
    SELECT ticket_ref, CASE WHEN project_id = ${project_id}::int THEN error_message END AS error FROM tasks
    WHERE id = ${blocked_by_id}::int AND status = 'failed'`;
  return cause ?? null;
}

/** What else is known of a task; nothing of what does not concern it. */
interface About {
  asked?: OpenQuestion | null;
  cause?: Cause | null;
  pool?: Pool | null;
  /** What the run of a workflow that leads it says. */
  led?: HeldUpReason[];
}

/** What it waits for, as a sentence. */
const waits = (message: string): string => `It waits: ${message}.`;

/** The reasons in the order in which they hold the task up. Pure. */
export function reasonsOf(
  task: TaskWire,
  holder: Holder | Nobody,
  { asked = null, cause = null, pool = null, led = [] }: About = {},
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
      return [blockedReason(task, cause)];
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
      return waitingReasons(task, holder, { pool, led });
  }
}

const page = (ref: string): string => `/tasks/${ref}`;

const retry = (ref: string, command = `mc tasks retry ${ref}`) =>
  fix("Retry it", { href: page(ref), command });

function blockedReason(task: TaskWire, cause: Cause | null): HeldUpReason {
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
  if (cause) {
    const { ticket_ref, error } = cause;
    return reason(
      "blocked",
      `It waits for ${ticket_ref}, which failed${error ? `: ${ended(error)}` : "."}`,
      {
        ticket_ref,
        since,
        fix: retry(ticket_ref, `mc tasks retry ${ticket_ref} "what to do differently"`),
      },
    );
  }
  const sentence = `It is blocked: ${task.blocked_reason ?? "no reason was given"}`;
  return reason("blocked", sentence, { since, fix: retry(ref) });
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const lastAttempt = ({ error_message: error }: TaskWire): string =>
  error === null ? "" : `Its last attempt failed: ${ended(error)} `;

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

function waitingReasons(
  task: TaskWire,
  holder: Holder | Nobody,
  { pool, led }: { pool: Pool | null; led: HeldUpReason[] },
): HeldUpReason[] {
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
  const isPausing = task.next_attempt_at !== null && task.next_attempt_at * 1_000 > Date.now();
  if (isPausing)
    reasons.push(
      reason("retry", `${lastAttempt(task)}It is tried again later.`, {
        until: task.next_attempt_at,
        fix: fix("Try it now", { href: page(ref), command: `mc tasks retry ${ref}` }),
      }),
    );
  // A command waits for workers of another kind than those that its agent has.
  const ofHolder = isSomebody(holder) && task.command_ready ? { ...holder, workers: [] } : holder;
  reasons.push(...holderReasons(task.assigned_to, ofHolder));
  if (reasons.length > 0) return reasons;
  if (task.command_ready) return [commandReason(task)];
  if (!task.claimable && led.length > 0) return led;
  if (!task.claimable)
    return [
      reason("not_claimable", `It is ${task.status}, and polls are not given work in this state.`),
    ];
  const triage = task.assigned_to === null ? noCapability(task) : null;
  if (triage) return [triage];
  if (pool && pool.reasons.length > 0 && !pool.othersPoll) return pool.reasons;
  const before = task.next_attempt_at === null ? "" : lastAttempt(task);
  return [
    task.assigned_to === null
      ? poolReason(before, pool?.reasons[0])
      : reason(
          "next_poll",
          `${before}Nothing holds it up: it waits for the next poll of ${task.assigned_to}.`,
        ),
  ];
}

/** It waits for a poll: one of agents that poll by themselves, if no worker takes it. */
function poolReason(before: string, noWorker: HeldUpReason | undefined): HeldUpReason {
  const next = "Nothing holds it up: the next poll for work may get it.";
  if (!noWorker) return reason("pool", `${before}${next}`);
  return reason("pool", `${before}${next} ${noWorker.sentence}`, { fix: noWorker.fix });
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
