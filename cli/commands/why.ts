import { Command } from "commander";
import type { Answer } from "@/client/client";
import { timeText } from "../output/values";
import type { Globals, Open, Session } from "../session";

type Task = Answer<"tasks.read">["task"];
type Agent = Answer<"agents.read">["agent"];

/** A reason why a task does not go on, in the words that Baton keeps with it. */
interface Reason {
  code: string;
  sentence: string;
  /** The next thing to do about it, as a command. */
  fix?: string;
}

/** `mc why TASK`: what a task waits for. */
export function whyCommand(open: Open): Command {
  const command = new Command("why")
    .description("why a task does not go on, and what to do about it")
    .argument("<task>", "its number or reference");
  return command.action(async (ref: string) => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out, signal } = session;
    const baton = await session.baton();
    const { task } = await baton.call("tasks.read", { path: { id: ref } }, { signal });
    const agent = await holderOf(session, task);
    const reasons = reasonsOf(task, agent);
    if (out.json) {
      const { ticket_ref, status, assigned_to } = task;
      return out.value({ task: ticket_ref, status, assigned_to, reasons });
    }
    await out.line(`${out.paint(task.ticket_ref, "bold")} is ${task.status}: ${task.title}`);
    for (const { sentence, fix } of reasons) {
      await out.line(`- ${sentence}`);
      if (fix) await out.line(`  ${out.paint(fix, "dim")}`);
    }
  });
}

async function holderOf(session: Session, { assigned_to: name }: Task): Promise<Agent | null> {
  if (name === null) return null;
  const baton = await session.baton();
  const read = baton.call("agents.read", { path: { id: name } }, { signal: session.signal });
  // Work may be assigned to a name that no agent has yet.
  return read.then(({ agent }) => agent).catch(() => null);
}

/** The reasons in the order in which they hold the task up. Exported for its test. */
export function reasonsOf(task: Task, agent: Agent | null): Reason[] {
  const ref = task.ticket_ref;
  switch (task.status) {
    case "done":
    case "cancelled":
      return [{ code: task.status, sentence: `It is ${task.status}; nothing is left to do.` }];
    case "failed":
      return [
        {
          code: "failed",
          sentence: `It failed: ${task.error_message ?? "no error was given"}`,
          fix: `mc tasks retry ${ref} "what to do differently"`,
        },
      ];
    case "review":
      return [
        {
          code: "review",
          sentence: `It waits for a verdict (round ${task.review_cycles + 1} of 3).`,
          fix: `mc reviews approve ${ref} "why it is good"`,
        },
      ];
    case "blocked":
      return [
        {
          code: "blocked",
          sentence: `It is blocked: ${task.blocked_reason ?? "no reason was given"}`,
          fix: `mc tasks update ${ref} --status assigned`,
        },
      ];
    case "in_progress":
      return [
        {
          code: "in_progress",
          sentence: `${task.claimed_by ?? "Somebody"} works on it; the lease lasts until ${timeText(task.lease_expires_at) || "it is renewed"}.`,
          fix: task.run_id === null ? undefined : `mc runs get ${task.run_id}`,
        },
      ];
    default:
      return waitingReasons(task, agent);
  }
}

function waitingReasons(task: Task, agent: Agent | null): Reason[] {
  const reasons: Reason[] = task.waiting_on.map(({ reason, message, ticket_ref }) => ({
    code: reason,
    sentence: message,
    fix: ticket_ref === null ? undefined : `mc why ${ticket_ref}`,
  }));
  if (task.kind === "group")
    reasons.push({
      code: "group",
      sentence: "It is a group: what is below it is worked on, not the group itself.",
    });
  if (task.dispatch_hold)
    reasons.push({ code: task.dispatch_hold.code, sentence: task.dispatch_hold.message });
  if (task.next_attempt_at !== null)
    reasons.push({
      code: "retry",
      sentence: `It is tried again at ${timeText(task.next_attempt_at)}.`,
    });
  if (task.assigned_to !== null && agent === null)
    reasons.push({
      code: "unknown_agent",
      sentence: `No agent is named ${task.assigned_to} yet.`,
      fix: `mc agents register ${task.assigned_to}`,
    });
  if (agent?.status === "offline")
    reasons.push({
      code: "offline",
      sentence: `${agent.name} is offline since ${timeText(agent.last_seen) || "the beginning"}.`,
    });
  if (agent && agent.in_progress >= agent.max_capacity)
    reasons.push({
      code: "at_capacity",
      sentence: `${agent.name} holds ${agent.in_progress} of ${agent.max_capacity} tasks.`,
      fix: `mc tasks list --assigned-to ${agent.name} --status in_progress`,
    });
  if (reasons.length > 0) return reasons;
  if (!task.claimable)
    return [
      {
        code: "not_claimable",
        sentence: `It is ${task.status}, and polls are not given work in this state.`,
      },
    ];
  return [
    task.assigned_to === null
      ? { code: "pool", sentence: "Nothing holds it up: the next poll for work may get it." }
      : {
          code: "next_poll",
          sentence: `Nothing holds it up: it waits for the next poll of ${task.assigned_to}.`,
        },
  ];
}
